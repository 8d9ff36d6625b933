/** Assertions stay on in production: a broken internal invariant must stop the run where it broke. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}

/** Ends every switch over a closed union, so that a new member is a type error and not a silent fall-through. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}

/** Reads `array[index]` where the caller's invariant says that it exists. */
export function at<T>(array: readonly T[], index: number): T {
  const value = array[index];
  if (value === undefined) throw new Error(`index ${index} is outside of 0..${array.length - 1}`);
  return value;
}
