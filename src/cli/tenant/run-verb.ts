// What `npm run tenant` does once its words and settings were read: a verb, what is said, and the exit code.
import { SCOPES, sha256 } from "../../http/request/key/api-key.ts";
import { newKey } from "../new-key.ts";
import { signedKey, signingKeyOf } from "../sign-key.ts";
import { allTenants, lineOf, migrateAll } from "./all-tenants.ts";
import { add, backup, block, remove, restore, unblock } from "./tenant-verbs.ts";
import { placeOf, Refused, type Tools } from "./tools.ts";

/** Whoever types the command: what was typed, and where is said what comes of it. */
export type Terminal = {
  /** The name after `--yes-remove`. */
  readonly confirmed: string | undefined;
  readonly ask: (question: string) => Promise<string>;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
  /** The key that signs keys, as API_KEY_SIGNING_KEY has it; "" where there is none. */
  readonly signer: string;
};

type Run = (tools: Tools, names: readonly string[], terminal: Terminal) => Promise<number>;

/** A first key: signed where the key for that is at hand, else one with an entry for API_KEYS. */
async function firstKey(tools: Tools, text: string | undefined, signer: string): Promise<string> {
  const { name } = placeOf(tools, text);
  const members = { name: `${name}-first`, scopes: SCOPES, tenant: name };
  const signing = signingKeyOf(signer);
  if (signing !== null) {
    const { key, id } = signedKey(signing, members);
    return `Its first key, shown once; the id ${id} revokes it:\n  ${key}`;
  }
  const key = newKey();
  const entry = JSON.stringify({ ...members, hash: await sha256(key) });
  return `Its first key, shown once:\n  ${key}\nIts entry for the secret API_KEYS:\n  ${entry}`;
}

/** A verb that is done with one sentence. */
const told =
  (verb: (tools: Tools, name: string | undefined, file?: string) => Promise<string>): Run =>
  async (tools, [name, file], { say }) => {
    say(await verb(tools, name, file));
    return 0;
  };

const VERBS = {
  add: async (tools, [name], { say, signer }) => {
    say(await add(tools, name));
    if (placeOf(tools, name).kind !== "turso") say(await firstKey(tools, name, signer));
    return 0;
  },
  list: async (tools, _names, { say }) => {
    for (const tenant of await allTenants(tools)) say(lineOf(tools, tenant));
    return 0;
  },
  migrate: async (tools, names, { say }) => {
    const tenants = names.length > 0 ? names.map((name) => placeOf(tools, name)) : await allTenants(tools);
    const failed = await migrateAll(tools, tenants, say);
    say(`${tenants.length - failed} of ${tenants.length} are up to date.`);
    return failed > 0 ? 1 : 0;
  },
  remove: async (tools, [name], { say, ask, confirmed }) => {
    placeOf(tools, name);
    const typed =
      confirmed ?? (await ask(`Everything of ${name} will be gone. Type its name to remove it: `));
    if (typed !== name) throw new Refused("Nothing was removed.");
    say(await remove(tools, name));
    return 0;
  },
  block: told(block),
  unblock: told(unblock),
  backup: told(backup),
  restore: told(restore),
} satisfies Record<string, Run>;

export const isVerb = (word: string | undefined): word is keyof typeof VERBS =>
  word !== undefined && Object.hasOwn(VERBS, word);

/** Does it; 0 where it was done, 1 where it was refused or not all was done, 2 where something else went wrong. */
export async function runVerb(
  verb: keyof typeof VERBS,
  names: readonly string[],
  tools: Tools,
  terminal: Terminal,
): Promise<number> {
  try {
    return await VERBS[verb](tools, names, terminal);
  } catch (error) {
    terminal.complain(error instanceof Error ? error.message : String(error));
    return error instanceof Refused ? 1 : 2;
  }
}
