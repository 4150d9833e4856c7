// A contract that nobody has published, to see what a further one takes: this folder, and a line in the list.
import { BODY_LIMITS, type WebApiContract } from "../../../src/http/contracts/web-api/web-api-contract.ts";
import { readReference } from "./read-reference.ts";
import { saveReference } from "./save-reference.ts";

export const toy: WebApiContract = {
  name: "toy",
  title: "ToyReference",
  tag: "Contract: toys",
  prefix: "/toy",
  casing: "camel",
  formats: ["json", "xml"],
  optionalId: false,
  limits: BODY_LIMITS,
  enums: () => ({ Colour: { Red: 1, Green: 2 } }),
  published: { Colour: { name: "Red", number: 1 } },
  printed: "2026-01-15T08:38:50+00:00",
  meanings: { Crn: "What it is called by." },
  commandMembers: {},
  calls: [readReference, saveReference],
};
