// A contract call's bodies in every format that its contract has, written by the very writers of the service.
import type { Dto } from "../../../webapi/body/decoded.ts";
import type { Format } from "../../../webapi/contract.ts";
import { writeJson, writeListJson } from "../../../webapi/json/json-writer.ts";
import type { Shape } from "../../../webapi/values/shape.ts";
import { writeListXml, writeXml } from "../../../webapi/xml/xml-writer.ts";
import type { ContractCall } from "../contract-call.ts";
import type { DeployedContract } from "../web-api-contract.ts";
import { sampleDto } from "./sample-dto.ts";

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
export function requestSample(
  contract: DeployedContract,
  { body }: ContractCall,
  format: Format,
): string | null {
  if (body === undefined) return null;
  const { shape } = body;
  const sample = sampleDto(contract, shape);
  if (format === "xml") return writeXml(shape, sample);
  if (format !== "form") return writeJson(contract, shape, sample);
  const fields = sampleForm(shape, sample).map(([name, value]): [string, string] => [name, value]);
  return new URLSearchParams(fields).toString();
}

/** The answer's body as text; for the compressed format, the JSON that is compressed. */
export function answerSample(
  contract: DeployedContract,
  { answer }: ContractCall,
  format: Exclude<Format, "form">,
): string {
  const { shape, list } = answer;
  const sample = sampleDto(contract, shape);
  if (format === "xml") return list === undefined ? writeXml(shape, sample) : writeListXml(shape, [sample]);
  return list === undefined ? writeJson(contract, shape, sample) : writeListJson(contract, shape, [sample]);
}
