// Before these tests: the document is built, as it is served.
import { ensureAssets } from "../../scripts/build-assets.ts";

export const setup = (): Promise<void> => ensureAssets();
