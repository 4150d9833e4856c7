// A contract call's bodies in every format that its contract has, written by the very writers of the service.
import type { Contract, Format } from "../webapi/contract.ts";
import { writeJson, writeListJson } from "../webapi/json/json-writer.ts";
import type { Shape } from "../webapi/values/shape.ts";
import { writeListXml, writeXml } from "../webapi/xml/xml-writer.ts";
import type { ContractCall, Dto } from "./contract-call.ts";

/** The compact JSON of a sample; also what the compressed format holds. */
const sampleJson = (contract: Contract, shape: Shape, sample: Dto | null): string =>
  writeJson(contract, shape, sample);

/** Form fields by name, as a browser would send them; a nested member's name follows its owner's after a point. */
function sampleForm(shape: Shape, sample: Dto, prefix = ""): readonly (readonly [string, string])[] {
  return shape.members.flatMap((member): (readonly [string, string])[] => {
    const value = sample[member.name] ?? null;
    if (member.kind === "computed" || value === null) return [];
    const name = `${prefix}${member.name}`;
    if (member.kind !== "object") return [[name, String(value)]];
    return [...sampleForm(member.shape, value as Dto, `${name}.`)];
  });
}

/** The request's body as text; for the compressed format, the JSON that is to be compressed. */
export function requestSample({ contract, body }: ContractCall, format: Format): string | null {
  if (body === undefined) return null;
  if (format === "xml") return writeXml(body.shape, body.sample);
  if (format === "form")
    return new URLSearchParams(
      sampleForm(body.shape, body.sample).map(([name, value]): [string, string] => [name, value]),
    ).toString();
  return sampleJson(contract, body.shape, body.sample);
}

/** The answer's body as text; for the compressed format, the JSON that is compressed. */
export function answerSample({ contract, answer }: ContractCall, format: Exclude<Format, "form">): string {
  const { shape, sample, list } = answer;
  if (format === "xml") {
    return list === undefined || sample === null ? writeXml(shape, sample) : writeListXml(shape, [sample]);
  }
  if (list === undefined || sample === null) return sampleJson(contract, shape, sample);
  return writeListJson(contract, shape, [sample]);
}
