// What is filled in for a call. The samples and the form both show it, and both are told when it changes.
import { type Call, IF_MATCH, PREVIEW } from "./calls.ts";
import { bodyText, firstValue, type Values } from "./request.ts";

export type FormState = {
  readonly values: () => Values;
  readonly setParameter: (name: string, value: string) => void;
  /** Changes the media type, and begins the body anew with its example. */
  readonly setType: (type: string) => void;
  readonly setBody: (text: string) => void;
  readonly setAccept: (type: string) => void;
  readonly onChange: (told: () => void) => void;
};

/** Begins with the document's examples; with a preview where the call has one. */
export function formState(call: Call): FormState {
  const json = call.content["application/json"];
  const bodyOf = (type: string) => ({ type, text: bodyText(type, call.content[type] ?? {}, json) });
  const [firstType] = Object.keys(call.content);
  let values: Values = {
    parameters: {
      ...Object.fromEntries(call.parameters.map((parameter) => [parameter.name, firstValue(parameter)])),
      ...(call.previews ? { [PREVIEW]: "true" } : {}),
    },
    body: firstType === undefined ? null : bodyOf(firstType),
    accept: "",
  };
  const listeners: (() => void)[] = [];
  const set = (changed: Partial<Values>) => {
    values = { ...values, ...changed };
    for (const told of listeners) told();
  };
  return {
    values: () => values,
    setParameter: (name, value) => set({ parameters: { ...values.parameters, [name]: value } }),
    setType: (type) => set({ body: bodyOf(type) }),
    setBody: (text) => set({ body: values.body === null ? null : { ...values.body, text } }),
    setAccept: (accept) => set({ accept }),
    onChange: (told) => listeners.push(told),
  };
}

/** The values for a sample: where a version has to be sent and none is there yet, the document's example of one. */
export function sampleValues(call: Call, values: Values): Values {
  const wanted = call.parameters.find(({ name, required }) => name === IF_MATCH && required === true);
  if (wanted === undefined || (values.parameters[IF_MATCH] ?? "") !== "") return values;
  const version = wanted.examples?.version?.value;
  if (typeof version !== "string") return values;
  return { ...values, parameters: { ...values.parameters, [IF_MATCH]: version } };
}
