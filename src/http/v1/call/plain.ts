// Values as JSON has them, as types: the service's own brands of text are text.

export type Plain<T> = T extends string
  ? T extends { readonly __brand: unknown }
    ? string
    : T
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;
