// The tables of what is kept, those that refer to others first: for tools and tests that empty or compare all of it.

export const TABLES = [
  "plan_texts",
  "payment_imports",
  "payments",
  "instalments",
  "plans",
  "clients",
  "payment_references",
  "contacts",
  "contact_words",
  "events",
];
