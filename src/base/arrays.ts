/** A copy of `array` with `value` at `index`. (Array.prototype.with is younger than some engines that we run on.) */
export function withAt<T>(array: readonly T[], index: number, value: T): T[] {
  const copy = array.slice();
  copy[index] = value;
  return copy;
}

/** A copy of `array` with `value` at its end, without room to spare: such copies are made by the million. */
export function appended<T>(array: readonly T[], value: T): readonly T[] {
  const copy = new Array<T>(array.length + 1);
  for (let index = 0; index < array.length; index++) copy[index] = array[index] as T;
  copy[array.length] = value;
  return copy;
}
