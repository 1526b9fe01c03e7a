"""Runs a Python function: takes its calls from the Lambda Runtime API and hands them to the handler. With --debug it waits for a debugger first."""

import decimal
import http.client
import importlib
import json
import logging
import os
import sys
import threading
import time
import traceback
import types
from urllib.parse import quote

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
PREFIX = "/2018-06-01/runtime/"


class RuntimeFault(Exception):
    """What is wrong with the function by Lambda's names, and not raised by its own code."""

    def __init__(self, name, message, trace=()):
        super().__init__(message)
        self.name = "Runtime." + name
        self.trace = list(trace)


class Connection:
    def __init__(self):
        self.http = http.client.HTTPConnection(API)

    def request(self, method, path, body=None, headers=None):
        try:
            self.http.request(method, PREFIX + path, body, headers or {})
            response = self.http.getresponse()
            return response.headers, response.read()
        except (OSError, http.client.HTTPException):
            # who has started this process is gone
            os._exit(1)


class Encoder(json.JSONEncoder):
    """Decimals are numbers, as DynamoDB's clients give them."""

    def default(self, o):
        if isinstance(o, decimal.Decimal):
            return int(o) if o == o.to_integral_value() else float(o)
        return super().default(o)


def load_handler(name):
    module_name, _, function = name.rpartition(".")
    if not module_name:
        raise RuntimeFault("MalformedHandlerName", "Bad handler '%s': it has to be MODULE.FUNCTION" % name)
    folder, _, last = module_name.rpartition("/")
    # a path that leaves the folder is no name of a package
    if ".." in folder.split("/"):
        sys.path.insert(0, os.path.normpath(os.path.join(os.environ["LAMBDA_TASK_ROOT"], folder)))
        dotted = last
    else:
        dotted = module_name.replace("/", ".").lstrip(".")
    try:
        module = importlib.import_module(dotted)
    except ImportError as error:
        raise RuntimeFault("ImportModuleError", "Unable to import module '%s': %s" % (module_name, error))
    except SyntaxError as error:
        trace = ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)]
        raise RuntimeFault("UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, error), trace)
    handler = getattr(module, function, None)
    if handler is None:
        raise RuntimeFault("HandlerNotFound", "Handler '%s' missing on module '%s'" % (function, module_name))
    return handler


def describe(error, request_id):
    """The error as Lambda writes it: without the frames of this file and of what imports modules for it."""
    if isinstance(error, RuntimeFault):
        name, trace = error.name, error.trace
    else:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if frame.filename != __file__ and "importlib" not in frame.filename]
        name, trace = type(error).__name__, traceback.format_list(own)
    return {"errorMessage": str(error), "errorType": name, "requestId": request_id, "stackTrace": trace}


def post_error(connection, path, error, request_id=""):
    description = describe(error, request_id)
    sys.stderr.write("".join(description["stackTrace"]) + "%(errorType)s: %(errorMessage)s\n" % description)
    headers = {"Content-Type": "application/json", "Lambda-Runtime-Function-Error-Type": quote(description["errorType"][:256])}
    connection.request("POST", path, json.dumps(description).encode(), headers)


def members(names, source):
    return types.SimpleNamespace(**{name: source.get(name) for name in names})


def client_context(text):
    if not text:
        return None
    context = members(["custom", "env", "client"], json.loads(text))
    if isinstance(context.client, dict):
        context.client = types.SimpleNamespace(**context.client)
    return context


class LambdaContext:
    """The object that handlers get as `context`."""

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = client_context(headers["Lambda-Runtime-Client-Context"])
        self.identity = types.SimpleNamespace(cognito_identity_id=None, cognito_identity_pool_id=None)
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(self._deadline - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))


def handle(connection, handler, headers, body):
    request_id = headers["Lambda-Runtime-Aws-Request-Id"]
    path = "invocation/%s/" % request_id
    os.environ["_X_AMZN_TRACE_ID"] = headers["Lambda-Runtime-Trace-Id"] or ""
    RequestFilter.request_id = request_id
    try:
        result = handler(json.loads(body), LambdaContext(headers))
        try:
            text = json.dumps(result, cls=Encoder, allow_nan=False).encode()
        except Exception as error:
            raise RuntimeFault("MarshalError", "Unable to marshal response: %s" % error)
    except Exception as error:
        post_error(connection, path + "error", error, request_id)
    else:
        connection.request("POST", path + "response", text, {"Content-Type": "application/json"})


class RequestFilter(logging.Filter):
    request_id = ""

    def filter(self, record):
        record.aws_request_id = self.request_id
        return True


def set_up_logging():
    """The root logger writes to stdout, in Lambda's form."""
    handler = logging.StreamHandler(sys.stdout)
    form = logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    handler.setFormatter(form)
    handler.addFilter(RequestFilter())
    logging.getLogger().addHandler(handler)


def end_with_parent():
    """Ends this process when the pipe of the one that has started it closes: then that one is gone."""
    pipe = 3
    os.set_inheritable(pipe, False)

    def wait():
        while os.read(pipe, 4096):
            pass
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def wait_for_debugger():
    try:
        import debugpy
    except ImportError:
        sys.stderr.write("It is not stepped into: %s has no debugpy, which pip installs.\n" % sys.executable)
        sys.exit(1)
    host, port = debugpy.listen(("127.0.0.1", 0))
    sys.stderr.write("Debugger listening on %s:%s\n" % (host, port))
    sys.stderr.flush()
    debugpy.wait_for_client()


def stopping_on_first_line(handler):
    """The handler, in whose first line the debugger stops."""
    code = getattr(getattr(handler, "__wrapped__", handler), "__code__", None)

    def stop(frame, event, _argument):
        if event == "call" and frame.f_code is code:
            sys.setprofile(None)
            import pydevd

            pydevd.settrace(suspend=True, trace_only_current_thread=True, patch_multiprocessing=False, stop_at_frame=frame)

    def stepped_into(event, context):
        sys.setprofile(stop)
        try:
            return handler(event, context)
        finally:
            sys.setprofile(None)

    return stepped_into


def main():
    debugging = "--debug" in sys.argv
    # this file's folder is none of the function's
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    end_with_parent()
    set_up_logging()
    if debugging:
        wait_for_debugger()
    connection = Connection()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        post_error(connection, "init/error", error)
        sys.exit(1)
    if debugging and "--run" not in sys.argv:
        handler = stopping_on_first_line(handler)
    while True:
        headers, body = connection.request("GET", "invocation/next")
        handle(connection, handler, headers, body)


if __name__ == "__main__":
    main()
