// P2: the sample plan from bytes to a DTO, against a general parser alone on the same bytes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";
import { paymentPlanDto } from "../src/http/contracts/procura/dtos.ts";
import { decodeJsonText, decodeXmlText } from "../src/http/webapi/body/decode-text.ts";
import { decodeJson } from "../src/http/webapi/json/json-binder.ts";
import { decodeXml } from "../src/http/webapi/xml/xml-binder.ts";
import { procuraContract as contract } from "../tools/shared/default-contracts.ts";
import { atMost, type Bar } from "./bar.ts";
import { compare } from "./compare.ts";
import type { Bench } from "./context.ts";

const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../test/samples/${name}`, import.meta.url)));

export function p2(bench: Bench): readonly Bar[] {
  bench.progress("P2 decoding");
  const [xml, json] = [sample("plan.xml"), sample("plan.json")];
  const utf8 = new TextDecoder();
  const parser = new XMLParser();
  const ours = {
    xml: () => decodeXml(contract, paymentPlanDto, decodeXmlText(xml, "utf-8") ?? "", "utf-8"),
    json: () => decodeJson(contract, paymentPlanDto, decodeJsonText(json, "utf-8") ?? ""),
  };
  assert.equal(ours.xml().errors, null);
  assert.equal(ours.json().value?.PaymentAmount, "5.0");
  const timed = compare(
    {
      xml: ours.xml,
      parserXml: () => parser.parse(utf8.decode(xml)),
      json: ours.json,
      parserJson: () => JSON.parse(utf8.decode(json)),
    },
    { rounds: bench.pick(31, 7), milliseconds: bench.pick(60, 20) },
  );
  return [
    atMost("P2", "a plan from XML: times XMLParser.parse", timed.ratio("xml", "parserXml"), 1.5),
    atMost("P2", "a plan from JSON: times JSON.parse", timed.ratio("json", "parserJson"), 6),
  ];
}
