// The names of the demo data: such as there are, in several scripts, and such as are a trial for a page.

/** The longest name that there may be, with markup in it. */
const LONGEST =
  `<b onmouseover="alert(1)">The Very Longest Name</b> & Sons, ${"of a Place with Many Words ".repeat(20)}`
    .slice(0, 399)
    .trimEnd();

/** Heads of a group, each before its two branches, at 0, 10, 20 and 30. */
export const DEMO_NAMES: readonly string[] = [
  ...["Harbour Foods Group", "Harbour Foods, Fremantle", "Harbour Foods, Albany", "Aroha Ngata"],
  ...[
    "Bilal Haddad",
    "Carmen O'Neil-Bloggs",
    "Đặng Thị Hương",
    "Eino Järvinen",
    "Fatima Zahra El Idrissi",
    "Grace Okafor",
  ],
  ...["Wattle Care Services", "Wattle Care, North", "Wattle Care, South", "Hinemoa Tipene"],
  ...[
    "Ivan Petrović",
    "محمد الأمين بن عبد الله",
    "Jürgen Groß & Söhne",
    "Keiko 山田",
    "Lachlan McGregor",
    "Mei-Ling Chen",
  ],
  ...["Redgum Housing Co-operative", "Redgum Housing, Unit 4", "Redgum Housing, Unit 9", "נועה לוי"],
  ...[
    "Nguyễn Văn An",
    "Oisín Ó Súilleabháin",
    "Priya Raghunathan",
    "Quentin d'Arcy",
    "Rosa María Íñiguez",
    "Siobhan Walsh",
  ],
  ...[
    "Southern Cross Motors",
    "Southern Cross Motors, Hobart",
    "Southern Cross Motors, Burnie",
    "Tane Mahuta",
  ],
  ...[
    LONGEST,
    "Ulla Þórsdóttir",
    "=SUM(A1:A9) Pty Ltd",
    "Victor; DROP TABLE contacts",
    "Wen 王小明",
    "Yasmin (deceased estate)",
  ],
];
