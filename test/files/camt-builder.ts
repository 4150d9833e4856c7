// Statements and notifications of ISO 20022 as banks send them, of any version from 2 to 8.

export type CamtDetail = {
  /** As in the file; without it the entry's own is meant. */
  readonly amount?: string;
  readonly reference?: string;
  readonly text?: string;
  readonly bankId?: string;
  readonly payer?: string;
  readonly returned?: string;
};

export type CamtEntry = {
  readonly amount: string;
  readonly direction?: "CRDT" | "DBIT";
  readonly reversal?: boolean;
  readonly status?: string;
  readonly bankId?: string;
  readonly details?: readonly CamtDetail[];
};

export type CamtStatement = {
  readonly message?: "053" | "054";
  readonly version?: number;
  readonly account?: string;
  readonly id?: string;
  readonly entries: readonly CamtEntry[];
  /** What stands before the entries: balances and summaries, as XML. */
  readonly said?: string;
};

const tag = (name: string, content: string | undefined): string =>
  content === undefined ? "" : `<${name}>${content}</${name}>`;

function detailXml(detail: CamtDetail, version: number): string {
  const amount = detail.amount === undefined ? undefined : `<Amt Ccy="EUR">${detail.amount}</Amt>`;
  const party = (xml: string): string => (version >= 8 ? tag("Pty", xml) : xml);
  return tag(
    "TxDtls",
    tag("Refs", tag("AcctSvcrRef", detail.bankId) + tag("EndToEndId", "E2E-1")) +
      (amount === undefined || version < 4 ? "" : amount) +
      (amount === undefined || version >= 4 ? "" : tag("AmtDtls", tag("TxAmt", amount))) +
      tag(
        "RltdPties",
        tag("Dbtr", party(tag("Nm", "Erika Muster"))) +
          (detail.payer === undefined ? "" : tag("DbtrAcct", tag("Id", tag("IBAN", detail.payer)))),
      ) +
      tag(
        "RmtInf",
        tag("Ustrd", detail.text) +
          (detail.reference === undefined
            ? ""
            : tag("Strd", tag("CdtrRefInf", tag("Tp", "") + tag("Ref", detail.reference)))),
      ) +
      (detail.returned === undefined ? "" : tag("RtrInf", tag("Rsn", tag("Cd", detail.returned)))),
  );
}

export function entryXml(entry: CamtEntry, version: number): string {
  const status = entry.status ?? "BOOK";
  return tag(
    "Ntry",
    `<Amt Ccy="EUR">${entry.amount}</Amt>` +
      tag("CdtDbtInd", entry.direction ?? "CRDT") +
      (entry.reversal === undefined ? "" : tag("RvslInd", String(entry.reversal))) +
      tag("Sts", version >= 8 ? tag("Cd", status) : status) +
      tag("BookgDt", tag("Dt", "2024-03-01")) +
      tag("ValDt", tag("Dt", "2024-02-29")) +
      tag("AcctSvcrRef", entry.bankId) +
      (entry.details === undefined
        ? ""
        : tag("NtryDtls", entry.details.map((detail) => detailXml(detail, version)).join(""))),
  );
}

export const balanceXml = (code: string, amount: string, sign = "CRDT"): string =>
  tag(
    "Bal",
    `${tag("Tp", tag("CdOrPrtry", tag("Cd", code)))}<Amt Ccy="EUR">${amount}</Amt>${tag("CdtDbtInd", sign)}`,
  );

export const summaryXml = (group: string, count: string, sum: string, more = ""): string =>
  tag("TxsSummry", tag(group, tag("NbOfNtries", count) + tag("Sum", sum) + more));

export const statementXml = (statement: CamtStatement): string => {
  const { message = "053", version = 2, account = "DE02120300000000202051", id = "S1" } = statement;
  return tag(
    message === "053" ? "Stmt" : "Ntfctn",
    tag("Id", id) +
      tag("Acct", tag("Id", tag("IBAN", account)) + tag("Ccy", "EUR")) +
      (statement.said ?? "") +
      statement.entries.map((entry) => entryXml(entry, version)).join("\n"),
  );
};

/** A message of these statements, which are of the first one's kind and version. */
export function camtFile(...statements: readonly CamtStatement[]): string {
  const { message = "053", version = 2 } = statements[0] ?? {};
  const root = message === "053" ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn";
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${message}.001.0${version}">\n` +
    tag(root, tag("GrpHdr", tag("MsgId", "M1")) + statements.map(statementXml).join("\n")) +
    "\n</Document>\n"
  );
}
