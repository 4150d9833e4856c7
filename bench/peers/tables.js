// The peers' database: plain tables in a file with the same durability as ours, a write acknowledged is a write on disk.

export const PRAGMAS = ["journal_mode = wal", "synchronous = full", "busy_timeout = 1500"];

export const TABLES = `
create table contacts (id integer primary key, name text not null, delay2pay integer, flagged_reason text,
  credit_limit text, credit_limit_currency text, account_reference text, on_stop_reason text, updated_at text);
create table payment_references (id integer primary key autoincrement, account_id integer not null,
  contact_id integer not null, crn text not null, crn_normalised text not null, benefit_group_id integer,
  status_id integer not null, created_at text not null, created_by text not null,
  unique (account_id, contact_id, crn_normalised));
create table plans (id integer primary key autoincrement, version integer not null, client_id integer not null,
  business_unit_id integer not null, start text not null, amount text not null, count integer not null,
  recurrence integer not null, payment_method integer not null, record_state integer not null, updated_at text);
create table instalments (id integer primary key autoincrement, plan_id integer not null references plans(id),
  ordinal integer not null, due text not null, amount text not null, received text not null,
  unique (plan_id, ordinal));
create table history (id integer primary key autoincrement, subject text not null, subject_id integer not null,
  at text not null, actor text not null, before text, after text);
create index history_by_subject on history (subject, subject_id);`;

/** As much as ours begins with: contacts, and plans of 52 weekly instalments. */
export function fill(insert, size) {
  for (let id = 1; id <= size; id += 1) {
    insert("contacts", { id, name: `Contact ${id}` });
    const plan = { id, version: 1, client_id: 1, business_unit_id: 1, start: "2025-01-06", amount: "100.00" };
    insert("plans", { ...plan, count: 52, recurrence: 1, payment_method: 10, record_state: 1 });
    for (const row of weekly(id, "2025-01-06", 52, "100.00")) insert("instalments", row);
  }
}

/** The rows of a weekly plan. */
export function weekly(planId, start, count, amount) {
  const first = Date.parse(`${start.slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) => ({
    plan_id: planId,
    ordinal: index + 1,
    due: new Date(first + index * 7 * 86_400_000).toISOString().slice(0, 10),
    amount,
    received: "0",
  }));
}
