// Lists of names that the compiler keeps whole: a name that is added to the type has to be added to the list.

/**
 * The names in the order in which they are written down. All that `Name` has, and no other, or it does not compile:
 * `namesOf<"a" | "b">({ a: true, b: true })`.
 */
export const namesOf = <Name extends string>(names: { readonly [N in Name]: true }): readonly Name[] =>
  Object.keys(names) as Name[];
