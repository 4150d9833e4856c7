// The contract pages' samples, to the letter.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const sample = (name: string): string =>
  readFileSync(new URL(`../samples/${name}`, import.meta.url), "utf8").trimEnd();

export const REFERENCE_PATH = "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists";
export const PLAN_PATH = "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate";

export const REFERENCE_JSON = sample("reference.json");
export const REFERENCE_XML = sample("reference.xml");
export const REFERENCE_ANSWER_XML = sample("reference-answer.xml");
export const PLAN_JSON = sample("plan.json");
export const PLAN_XML = sample("plan.xml");

/** The page prints its compressed sample as text, which loses bytes; they are gzip of a BOM and the compact JSON. */
export const PLAN_COMPRESSED = new Uint8Array(
  gzipSync(
    `\uFEFF${JSON.stringify(JSON.parse(PLAN_JSON)).replace('"paymentAmount":5,', '"paymentAmount":5.0,')}`,
  ),
);

/** White space between elements is the page's line wrapping. */
export const compactXml = (xml: string): string => xml.replace(/>\s+</g, "><");
