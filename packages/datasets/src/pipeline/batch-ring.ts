import { expected } from "@fdhm/errors";

/**
 * Memory that passes batches from threads that fill them to threads that learn from them, without copying: a plain object
 * over shared memory, to be posted to both.
 *
 * Each taker has a lane of `depth` slots and takes its turns in order: turn `t` lies in slot `t % depth`. Fillers claim the
 * turns of all lanes one after another, whichever filler is free, so their number changes nothing but the time: what a slot
 * is filled with may follow from its lane and turn alone.
 */
export interface BatchRing {
  /** Threads that take. */
  readonly lanes: number;
  /** Turns that a lane may be filled ahead. */
  readonly depth: number;
  /** Turns in all, after which fillers are done. */
  readonly turns: number;
  /** Numbers a slot holds. */
  readonly length: number;
  /** `lanes * depth * length` numbers. */
  readonly numbers: Float32Array;
  /** For `Atomics`: turns claimed, whether the ring is closed, then for each slot how often it was filled and emptied. */
  readonly control: Int32Array;
}

/** Indices into {@link BatchRing.control}. */
const CLAIMED = 0;
const CLOSED = 1;
const SLOTS = 2;

/** A waiter looks whether the ring was closed this often, should it have missed the call, ms. */
const LOOK_EVERY = 1000;

/** Thrown where a batch is waited for that will never come, or taken from a ring that was closed. */
export class RingClosedError extends Error {}

/**
 * Reserves the memory of a ring.
 *
 * @param length - numbers a slot holds.
 * @throws RangeError where one is not a whole number from 1 (`turns`: from 0).
 */
export function createBatchRing({
  lanes,
  depth,
  turns,
  length,
}: Pick<BatchRing, "lanes" | "depth" | "turns" | "length">): BatchRing {
  for (const [name, value] of Object.entries({ lanes, depth, length }))
    if (!Number.isInteger(value) || value < 1)
      throw expected("a whole number from 1", name, value);
  if (!Number.isInteger(turns) || turns < 0)
    throw expected("a whole number from 0", "turns", turns);
  return {
    lanes,
    depth,
    turns,
    length,
    numbers: new Float32Array(
      new SharedArrayBuffer(4 * lanes * depth * length),
    ),
    control: new Int32Array(new SharedArrayBuffer(4 * (SLOTS + lanes * depth))),
  };
}

/**
 * Fills the next slot that no other thread has claimed, waiting until it is empty.
 *
 * @param fill - receives the slot's numbers, as they were left, its lane and its turn.
 * @returns false where nothing is left to be filled, or the ring was closed.
 * @throws what `fill` throws, after closing the ring, so that nobody waits for that slot.
 */
export async function fillNext(
  ring: BatchRing,
  fill: (
    slot: Float32Array,
    lane: number,
    turn: number,
  ) => void | Promise<void>,
): Promise<boolean> {
  const { control, lanes, turns } = ring;
  const claimed = Atomics.add(control, CLAIMED, 1);
  if (claimed >= lanes * turns) return false;
  const lane = claimed % lanes;
  const turn = Math.floor(claimed / lanes);
  const { index, empty } = slotOf(ring, lane, turn);
  if (!waitFor(control, index, empty)) return false;
  try {
    await fill(numbersOf(ring, lane, turn), lane, turn);
  } catch (error) {
    closeRing(ring);
    throw error;
  }
  Atomics.store(control, index, empty + 1);
  Atomics.notify(control, index);
  return true;
}

/**
 * Waits for a lane's slot and takes it; it is the caller's until {@link releaseSlot}.
 *
 * @param turn - from 0, each once and in order.
 * @throws RingClosedError where the ring was closed and the slot is not filled.
 */
export function takeSlot(
  ring: BatchRing,
  lane: number,
  turn: number,
): Float32Array {
  const { index, empty } = slotOf(ring, lane, turn);
  if (!waitFor(ring.control, index, empty + 1))
    throw new RingClosedError("The threads that fill batches have ended.");
  return numbersOf(ring, lane, turn);
}

/** Gives a slot back to be filled for a later turn. */
export function releaseSlot(ring: BatchRing, lane: number, turn: number): void {
  const { index, empty } = slotOf(ring, lane, turn);
  Atomics.store(ring.control, index, empty + 2);
  Atomics.notify(ring.control, index);
}

/** Lets nobody wait any longer: fillers are told that they are done, takers that nothing comes. */
export function closeRing({ control }: BatchRing): void {
  Atomics.store(control, CLOSED, 1);
  for (let index = SLOTS; index < control.length; index++)
    Atomics.notify(control, index);
}

/** Where a slot's count lies, and how it stands when the slot is empty for a turn: each round fills and empties it once. */
function slotOf(
  { depth }: BatchRing,
  lane: number,
  turn: number,
): { readonly index: number; readonly empty: number } {
  return {
    index: SLOTS + lane * depth + (turn % depth),
    empty: 2 * Math.floor(turn / depth),
  };
}

function numbersOf(
  { numbers, length, depth }: BatchRing,
  lane: number,
  turn: number,
): Float32Array {
  const first = (lane * depth + (turn % depth)) * length;
  return numbers.subarray(first, first + length);
}

/** Waits until a count has a value; false where the ring is closed before. */
function waitFor(control: Int32Array, index: number, value: number): boolean {
  for (;;) {
    const seen = Atomics.load(control, index);
    if (seen === value) return true;
    if (Atomics.load(control, CLOSED) === 1) return false;
    Atomics.wait(control, index, seen, LOOK_EVERY);
  }
}
