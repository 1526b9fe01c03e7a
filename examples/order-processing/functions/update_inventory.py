"""Reserves what was ordered. Python."""

import os

STOCK = {"BOOK-11": 12, "MUG-03": 40}


class OutOfStock(Exception):
    pass


def handler(event, context):
    for reservation in event["reservations"]:
        sku, quantity = reservation["sku"], reservation["quantity"]
        left = STOCK.get(sku, 0)
        if left < quantity:
            raise OutOfStock(f"{sku} has {left} left, {quantity} were ordered.")
        print(f"reserved {quantity} of {sku}")
    return {"warehouse": os.environ.get("WAREHOUSE", "MAD-1"), "shipsOn": "2026-11-24"}
