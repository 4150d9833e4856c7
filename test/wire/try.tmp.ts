import { allCases } from "./case-file.ts";
import { contracts, probeApp, requestOf } from "./probe-app.ts";
const apps = { debtrak: probeApp(contracts.debtrak), procura: probeApp(contracts.procura) };
let equal = 0; const bad: string[] = [];
const txt = (b: Uint8Array) => Buffer.from(b).toString().slice(0, 230);
for (const c of allCases) {
  if (c.volatile) continue;
  const a = await apps[c.contract].send(requestOf(c));
  const want = Buffer.from(c.response.bodyBase64 ?? "", "base64");
  let diff = "";
  if (a.status !== c.response.status) diff += `status ${a.status}!=${c.response.status} `;
  const msg = (s: string) => /essage"?[:>]"?([^"<]*)/.exec(s)?.[1];
  if (c.doubt) { if (msg(txt(a.body)) !== msg(txt(want))) diff += "message "; }
  else {
    if (a.contentType !== (c.response.contentType ?? null)) diff += `ct ${a.contentType} `;
    if (!(c.request.method === "HEAD") && !Buffer.from(a.body).equals(want)) diff += "body ";
    if (c.response.status === 200 && JSON.stringify(a.bound ?? null) !== JSON.stringify(c.response.bound ?? null) && !c.id.startsWith("E-")) diff += "bound ";
    for (const [k, v] of Object.entries(c.response.headers ?? {})) if (a.headers.get(k) !== v) diff += `header ${k}`;
  }
  if (diff === "") equal++;
  else bad.push(`${c.id} [${diff}] ${(txt(Buffer.from(c.request.bodyBase64 ?? "", "base64"))).replace(/xmlns.*?Models"/,"@").slice(0, 110)}\n     ours ${txt(a.body).slice(0,150)}\n     want ${txt(want).slice(0,150)}`);
}
console.log(bad.join("\n")); console.log(equal, bad.length, allCases.length);
