// Only `npm run migration` reads this: it turns a change of schema.ts into the next file of drizzle/.
export default {
  dialect: "turso",
  schema: "./src/adapters/libsql/schema/schema.ts",
  out: "./drizzle",
};
