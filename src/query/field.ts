/** What kind of thing a part of a question stands for. `any` is known only when it is answered. */
export type Kind =
  | 'number'
  | 'text'
  | 'flag'
  | 'address'
  | 'server'
  | 'log'
  | 'entry'
  | 'byServer'
  | 'disk'
  | 'machine'
  | 'event'
  | 'client'
  | 'operation'
  | 'any';

export type Plain = number | string | boolean | null;
/** A value while a question is answered; null is nothing: a field of nothing is nothing. */
export type Value = Plain | object;

/** A field of a thing: of what kind it is, and how it is read. */
export interface Field {
  readonly kind: Kind;
  /** All that it can be, where that is a list of words. */
  readonly words?: readonly string[] | undefined;
  readonly read: (of: never) => Value;
}
