// What runs on the reference page: reads /openapi.json, shows one call at a time, and sends it. Text goes into the page
// as text only, never as markup. No template literals inside: this is one.

export const DOCS_SCRIPT = String.raw`
'use strict';
(async () => {
  const spec = await (await fetch('/openapi.json')).json();
  const $ = (id) => document.getElementById(id);

  // h('a', {href: '#x'}, 'text', node): an element with attributes and children.
  const h = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, '');
      else if (value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== undefined && child !== null));
    return element;
  };
  const deref = (node) => {
    if (!node || !node.$ref) return node;
    const found = node.$ref.slice(2).split('/').reduce((at, part) => at[part], spec);
    const { $ref, ...own } = node;
    return { ...deref(found), ...own };
  };
  const nameOf = (node) => (node && node.$ref ? node.$ref.split('/').pop() : undefined);
  // Bold and code are all the Markdown that descriptions have.
  const inline = (text) => (text || '').split(/(\*\*[^*]+\*\*|\x60[^\x60]+\x60)/).map((part) =>
    part.startsWith('**') ? h('strong', {}, part.slice(2, -2))
      : part.startsWith('\x60') ? h('code', {}, part.slice(1, -1)) : part);
  const prose = (text) => (text || '').split(/\n+/).filter(Boolean).map((paragraph) => h('p', {}, inline(paragraph)));

  const calls = [];
  for (const [path, item] of Object.entries(spec.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      calls.push({
        path, method: method.toUpperCase(), id: operation.operationId, operation,
        parameters: (operation.parameters || []).map(deref),
        text: [path, method, operation.operationId, operation.summary, operation.description, operation.tags].join(' ').toLowerCase(),
      });
    }
  }

  // The list, and the search in it.
  const list = $('list');
  const tags = [...new Set(calls.map((call) => call.operation.tags[0]))];
  const first = (tag) => (tag.startsWith('Contract') ? 0 : tag === 'Service' ? 2 : 1);
  tags.sort((a, b) => first(a) - first(b));
  for (const tag of tags) {
    list.append(h('section', { 'data-tag': tag }, h('h2', {}, tag), h('ul', {}, calls.filter((call) => call.operation.tags[0] === tag).map((call) => {
      call.link = h('a', { href: '#' + call.id }, h('span', { class: 'method ' + call.method }, call.method), h('span', {}, call.operation.summary));
      call.item = h('li', {}, call.link);
      return call.item;
    }))));
  }
  const search = $('search');
  search.addEventListener('input', () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const call of calls) {
      call.item.hidden = !words.every((word) => call.text.includes(word));
      if (!call.item.hidden) found += 1;
    }
    for (const section of list.children) section.hidden = !section.querySelector('li:not([hidden])');
    $('found').textContent = words.length === 0 ? '' : found + (found === 1 ? ' call' : ' calls');
    if (words.length > 0) $('nav').classList.remove('closed');
  });
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const call = calls.find(({ item }) => !item.hidden && item.offsetParent);
    if (call) location.hash = call.id;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    $('nav').classList.remove('closed');
    search.focus();
  });
  $('menu').addEventListener('click', () => {
    const closed = $('nav').classList.toggle('closed');
    $('menu').setAttribute('aria-expanded', String(!closed));
  });

  // Schemas as lists of members; a named one opens on demand, so that they may go round in circles.
  const typeOf = (raw) => {
    const schema = deref(raw) || {};
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(' | ');
    const options = schema.anyOf || schema.oneOf;
    if (options) return options.map(typeOf).join(' | ');
    if (schema.type === 'array') return typeOf(schema.items) + '[]';
    const name = nameOf(raw);
    if (name && (schema.type === 'object' || schema.allOf)) return name;
    return [].concat(schema.type || 'any').join(' | ') + (schema.format ? ' (' + schema.format + ')' : '');
  };
  const objectOf = (raw) => {
    const schema = deref(raw) || {};
    if (schema.properties) return [schema];
    if (schema.type === 'array') return objectOf(schema.items);
    return (schema.anyOf || schema.oneOf || []).flatMap(objectOf);
  };
  const members = (schema) => h('ul', { class: 'schema' }, Object.entries(schema.properties || {}).map(([name, raw]) => {
    const property = deref(raw);
    const inner = objectOf(raw);
    const more = h('details', {}, h('summary', {}, 'members'));
    more.addEventListener('toggle', () => { if (more.open && more.children.length === 1) more.append(...inner.map(members)); });
    return h('li', {},
      h('span', { class: 'name' }, name), ' ',
      h('span', { class: 'type' }, typeOf(raw)), ' ',
      (schema.required || []).includes(name) ? h('span', { class: 'must' }, 'required') : null,
      property && property.description ? h('div', { class: 'soft small' }, inline(property.description)) : null,
      inner.length > 0 ? more : null);
  }));
  const schemaView = (raw) => {
    const line = raw && raw['x-line-schema'];
    const shapes = objectOf(line || raw);
    return h('div', {}, h('p', { class: 'type' }, line ? 'lines of ' + typeOf(line) : typeOf(raw)), shapes.map(members));
  };

  const pretty = (text, type) => {
    if (/json/.test(type)) {
      // Numbers keep their digits: only the white space between the tokens is ours.
      let depth = 0, out = '', quoted = false;
      for (let at = 0; at < text.length; at += 1) {
        const char = text[at];
        if (quoted) {
          out += char;
          if (char === '\\') out += text[(at += 1)];
          else if (char === '"') quoted = false;
        } else if (char === '"') { quoted = true; out += char; }
        else if (char === '{' || char === '[') {
          const empty = /^\s*[}\]]/.test(text.slice(at + 1, at + 9));
          if (empty) { at = text.indexOf(char === '{' ? '}' : ']', at); out += char === '{' ? '{}' : '[]'; }
          else { depth += 1; out += char + '\n' + '  '.repeat(depth); }
        } else if (char === '}' || char === ']') { depth -= 1; out += '\n' + '  '.repeat(Math.max(depth, 0)) + char; }
        else if (char === ',') out += ',\n' + '  '.repeat(depth);
        else if (char === ':') out += ': ';
        else if (char === '\n' && /ndjson/.test(type)) out += '\n';
        else if (!/\s/.test(char)) out += char;
      }
      return out;
    }
    if (/xml/.test(type)) {
      let depth = 0;
      return text.replace(/>\s*</g, '>\n<').split('\n').map((line) => {
        if (/^<\//.test(line)) depth -= 1;
        const out = '  '.repeat(Math.max(depth, 0)) + line;
        if (/^<[^!?/][^>]*[^/]>$/.test(line)) depth += 1;
        return out;
      }).join('\n');
    }
    return text;
  };
  const exampleText = (media, type) => {
    const value = media.example;
    if (value === undefined) return '';
    if (/form/.test(type)) return new URLSearchParams(value).toString();
    return typeof value === 'string' ? pretty(value, type) : JSON.stringify(value, null, 2);
  };
  const quote = (text) => "'" + text.replace(/'/g, "'\\''") + "'";
  const key = $('key');
  key.value = sessionStorage.getItem('key') || '';
  key.addEventListener('input', () => sessionStorage.setItem('key', key.value));

  const piped = async (text, stream) => new Response(new Blob([text]).stream().pipeThrough(stream));

  const tryIt = (call) => {
    const { operation, parameters } = call;
    const fields = parameters.map((parameter) => {
      const id = 'p-' + parameter.name;
      const schema = deref(parameter.schema) || {};
      const example = parameter.example !== undefined ? parameter.example
        : parameter.required && parameter.examples ? Object.values(parameter.examples)[0].value : '';
      const control = schema.enum
        ? h('select', { id }, h('option', { value: '' }, parameter.required ? 'choose' : 'left out'), schema.enum.map((word) => h('option', { selected: word === example }, word)))
        : h('input', { id, value: String(example), autocomplete: 'off', spellcheck: 'false' });
      return { parameter, control, id };
    });
    const content = operation.requestBody ? operation.requestBody.content : {};
    const types = Object.keys(content);
    const json = content['application/json'];
    const body = h('textarea', { id: 'body', spellcheck: 'false', 'aria-label': 'Request body' });
    const type = h('select', { id: 'type' }, types.map((name) => h('option', {}, name)));
    const answers = [...new Set(Object.values(operation.responses).flatMap((answer) => Object.keys(deref(answer).content || {})))]
      .filter((name) => name !== 'application/problem+json');
    const accept = h('select', { id: 'accept' }, h('option', { value: '' }, 'as the request'), answers.map((name) => h('option', {}, name)));
    const fill = () => {
      const name = type.value;
      const media = /compressed/.test(name) && json ? json : content[name] || {};
      body.value = exampleText(media, /compressed/.test(name) ? 'application/json' : name);
    };
    type.addEventListener('change', () => { fill(); show(); });

    const request = () => {
      let path = call.path;
      const query = new URLSearchParams();
      const headers = {};
      for (const { parameter, control } of fields) {
        const value = control.value;
        if (parameter.in === 'path') path = path.replace('{' + parameter.name + '}', encodeURIComponent(value));
        else if (value !== '') {
          if (parameter.in === 'query') query.append(parameter.name, value);
          else headers[parameter.name] = value;
        }
      }
      if (key.value !== '' && operation.security.length > 0) headers.key = key.value;
      if (types.length > 0) headers['Content-Type'] = type.value;
      if (accept.value !== '') headers.Accept = accept.value;
      const asked = query.toString();
      return { url: path + (asked === '' ? '' : '?' + asked), headers, body: types.length > 0 ? body.value : undefined };
    };
    const curl = h('code');
    const show = () => {
      const { url, headers, body: text } = request();
      const packed = /compressed/.test(headers['Content-Type'] || '');
      const parts = ['curl -i' + (call.method === 'GET' ? '' : ' -X ' + call.method) + ' ' + quote(location.origin + url)];
      for (const [name, value] of Object.entries(headers)) parts.push('-H ' + quote(name + ': ' + value));
      if (operation.security.length > 0 && !headers.key) parts.push('-H ' + quote('key: YOUR-KEY'));
      if (text !== undefined) parts.push(packed ? '--data-binary @-' : '--data-binary ' + quote(text));
      curl.textContent = (packed ? "printf '\\357\\273\\277%s' " + quote(text.trim()) + ' | gzip | \\\n  ' : '') + parts.join(' \\\n  ');
    };
    const result = h('div', { 'aria-live': 'polite' });
    const send = h('button', { type: 'submit' }, 'Send');
    const form = h('form', {
      class: 'try', oninput: show,
      onsubmit: async (event) => {
        event.preventDefault();
        send.disabled = true;
        result.replaceChildren(h('p', { class: 'soft' }, 'Sending'));
        const started = performance.now();
        try {
          const { url, headers, body: text } = request();
          let payload = text;
          if (/compressed/.test(headers['Content-Type'] || '')) {
            payload = await (await piped('\uFEFF' + text.trim(), new CompressionStream('gzip'))).arrayBuffer();
          }
          const answer = await fetch(url, { method: call.method, headers, body: payload, cache: 'no-store' });
          const kind = answer.headers.get('content-type') || '';
          let shown;
          if (/compressed/.test(kind)) {
            shown = (await (await piped(await answer.arrayBuffer(), new DecompressionStream('gzip'))).text()).replace('\uFEFF', '');
          } else shown = await answer.text();
          const took = Math.round(performance.now() - started);
          result.replaceChildren(
            h('p', { class: 'row' }, h('span', { class: 'status ' + (answer.ok ? 'ok' : 'failed'), id: 'status' }, answer.status + ' ' + answer.statusText), h('span', { class: 'soft small' }, took + ' ms')),
            h('h3', {}, 'Body'), h('pre', { tabindex: '0' }, h('code', { id: 'answer' }, shown === '' ? '(empty)' : pretty(shown, /compressed/.test(kind) ? 'json' : kind))),
            h('h3', {}, 'Headers'), h('pre', { tabindex: '0' }, h('code', { id: 'headers' }, [...answer.headers].map(([name, value]) => name + ': ' + value).join('\n'))));
        } catch (error) {
          result.replaceChildren(h('p', { class: 'failed' }, 'No answer: ' + error.message));
        }
        send.disabled = false;
      },
    },
    h('h2', {}, 'Try it'),
    fields.length === 0 ? null : h('div', { class: 'fields' }, fields.map(({ parameter, control, id }) => h('div', {},
      h('label', { for: id }, parameter.name, parameter.required ? h('span', { class: 'must' }, ' required') : null), control,
      h('p', { class: 'hint' }, parameter.in)))),
    types.length === 0 ? null : h('div', {}, h('label', { for: 'body' }, 'Body'), body),
    h('div', { class: 'fields' },
      types.length < 2 ? null : h('div', {}, h('label', { for: 'type' }, 'Content-Type'), type),
      answers.length < 2 ? null : h('div', {}, h('label', { for: 'accept' }, 'Accept'), accept)),
    h('div', { class: 'row' }, send, h('button', { type: 'button', class: 'plain', onclick: () => navigator.clipboard && navigator.clipboard.writeText(curl.textContent) }, 'Copy as curl')),
    h('pre', { tabindex: '0', 'aria-label': 'The same with curl' }, curl),
    result);
    fill();
    show();
    key.oninput = show;
    return form;
  };

  const parameterTable = (parameters) => h('div', { class: 'scroll' }, h('table', {},
    h('thead', {}, h('tr', {}, ['Name', 'In', 'Type', 'Description'].map((title) => h('th', { scope: 'col' }, title)))),
    h('tbody', {}, parameters.map((parameter) => h('tr', {},
      h('td', {}, h('span', { class: 'name' }, parameter.name), parameter.required ? h('div', { class: 'must' }, 'required') : null),
      h('td', {}, parameter.in), h('td', { class: 'type' }, typeOf(parameter.schema)), h('td', {}, inline(parameter.description)))))));

  const answerView = (status, raw) => {
    const answer = deref(raw);
    const entries = Object.entries(answer.content || {});
    const [type, media] = entries.find(([name]) => /json/.test(name)) || entries[0] || [];
    const examples = media ? Object.entries(media.examples || {}).map(([name, example]) => [name, deref(example).value]) : [];
    if (media && media.example !== undefined) examples.push(['example', media.example]);
    const names = Object.keys(answer.headers || {}).filter((name) => name !== 'X-Request-Id');
    return h('details', {},
      h('summary', {}, h('span', { class: 'status ' + (status < 400 ? 'ok' : 'failed') }, status), ' ', answer.description),
      h('div', {},
        entries.length === 0 ? null : h('p', { class: 'small soft' }, entries.map(([name]) => name).join(', ')),
        names.length === 0 ? null : h('p', { class: 'small' }, 'Headers: ', names.flatMap((name) => [h('code', {}, name), ' '])),
        media && media.schema && type !== 'text/html' ? schemaView(media.schema) : null,
        examples.map(([name, value]) => h('div', {}, h('p', { class: 'small soft' }, name), h('pre', { tabindex: '0' }, h('code', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2)))))));
  };

  const main = $('call');
  const intro = [...main.childNodes];
  const render = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const call = calls.find((other) => other.id === id);
    for (const other of calls) {
      if (other === call) other.link.setAttribute('aria-current', 'page');
      else other.link.removeAttribute('aria-current');
    }
    if (!call) {
      document.title = spec.info.title;
      const start = calls.filter(({ operation }) => operation['x-start']);
      main.replaceChildren(...intro, ...prose(spec.info.description), h('h2', {}, 'Start here'), h('ul', { class: 'start' }, start.map((other) =>
        h('li', {}, h('a', { href: '#' + other.id }, other.operation.summary), ' ', h('code', {}, other.method + ' ' + other.path)))));
      return;
    }
    const { operation } = call;
    document.title = operation.summary + ' · ' + spec.info.title;
    const scopes = [...new Set(operation.security.flatMap((way) => Object.values(way).flat()))];
    const bodies = operation.requestBody ? Object.entries(operation.requestBody.content) : [];
    main.replaceChildren(
      h('h1', { tabindex: '-1', id: 'heading' }, operation.summary),
      h('div', { class: 'call' }, h('span', { class: 'method ' + call.method }, call.method), h('span', { class: 'path' }, call.path)),
      h('p', { class: 'facts' }, h('span', {}, operation.operationId), h('span', {}, scopes.length === 0 ? 'No key needed' : 'Scope: ' + scopes.join(', '))),
      ...prose(operation.description),
      tryIt(call),
      ...(call.parameters.length === 0 ? [] : [h('h2', {}, 'Parameters'), parameterTable(call.parameters)]),
      ...(bodies.length === 0 ? [] : [h('h2', {}, 'Body'), h('p', { class: 'small soft' }, bodies.map(([name]) => name).join(', ')), schemaView(bodies[0][1].schema)]),
      h('h2', {}, 'Answers'), ...Object.entries(operation.responses).map(([status, answer]) => answerView(status, answer)));
    $('nav').classList.add('closed');
    $('menu').setAttribute('aria-expanded', 'false');
    window.scrollTo(0, 0);
    $('heading').focus({ preventScroll: true });
  };
  window.addEventListener('hashchange', render);
  render();
})().catch((error) => {
  document.getElementById('call').append('The page could not read /openapi.json: ' + error.message);
});
`;
