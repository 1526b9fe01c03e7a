/** The positions of an execution at which its events were there. It costs a number for each event. */
export class EventPlaces {
  private readonly positions: number[] = []
  /** Where it is the turn of the thread that has entered a state, by the id of that event. */
  private readonly turns = new Map<number, number>()
  private length = 0

  /** The execution stands at a position, and has so many events. */
  pass(position: number, events: number): void {
    for (; this.length < events; this.length++) this.positions[this.length] = position
  }

  /** It is the turn of the thread that has entered its state with an event. */
  turn(id: number, position: number): void {
    this.turns.set(id, position)
  }

  /** The execution has gone elsewhere, where it has so many events. The positions of those ahead are known. */
  back(events: number): void {
    this.length = events
  }

  /** No position behind this one is any more ahead. */
  forget(position: number): void {
    for (const [id, at] of this.turns) if (at > position) this.turns.delete(id)
  }

  /** Where an event has just come: of those up to the end of the way the turn of its thread in the state that it has entered. */
  of(id: number, end: number): number {
    const turn = this.turns.get(id)
    return turn !== undefined && turn <= end ? turn : this.positions[id - 1]!
  }
}
