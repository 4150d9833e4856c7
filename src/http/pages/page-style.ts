// What the reference page and the help pages look like: one quiet style, light and dark, no font or image from anywhere.

export const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --bg: #ffffff; --panel: #f6f7f9; --line: #dde1e7; --text: #1b2230; --soft: #5a6475; --link: #0b57c9;
  --code: #f1f3f6; --get: #0a6b58; --post: #0b57c9; --put: #8a4b00; --patch: #6a3fb5; --bad: #b3261e; --good: #0a6b3d;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #12161d; --panel: #191f29; --line: #2e3644; --text: #e6e9ef; --soft: #a0aabb; --link: #8ab4f8;
    --code: #1f2632; --get: #5fd0b4; --post: #8ab4f8; --put: #f0b26b; --patch: #c3a6f5; --bad: #f28b82; --good: #7bd49b;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--bg); color: var(--text); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; line-height: 1.25; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p { margin: .5rem 0; max-width: 46rem; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
code, pre, .mono { font-family: var(--mono); font-size: .875em; }
code { background: var(--code); border-radius: 4px; padding: .1em .3em; overflow-wrap: anywhere; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; margin: .5rem 0; overflow: auto; max-height: 28rem; line-height: 1.5; }
pre code { background: none; padding: 0; overflow-wrap: normal; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.method { font: 700 .72rem/1.5 var(--mono); display: inline-block; min-width: 3.4rem; letter-spacing: .02em; }
.GET { color: var(--get); } .POST { color: var(--post); } .PUT { color: var(--put); } .PATCH { color: var(--patch); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; }
th { text-align: left; font-weight: 600; color: var(--soft); background: var(--panel); font-size: .82rem; }
th, td { padding: .5rem .8rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > td { border-bottom: 0; }
`;
