// The Web API contracts of a service with the default settings, and the paths that its routing sees.
import { debtrak } from "../../src/http/contracts/debtrak/debtrak.ts";
import { DIALECTS } from "../../src/http/contracts/dialects.ts";
import { procura } from "../../src/http/contracts/procura/procura.ts";
import { deployed } from "../../src/http/contracts/web-api/web-api-contract.ts";
import { defaultEnumTables } from "../../src/http/settings/enum-tables.ts";
import { routedPath } from "../../src/http/webapi/paths.ts";

const SETTINGS = { ENUMERATIONS: defaultEnumTables };

export const debtrakContract = deployed(debtrak, SETTINGS);
export const procuraContract = deployed(procura, SETTINGS);

export const contractPath = routedPath(DIALECTS.map(({ prefix }) => prefix));
