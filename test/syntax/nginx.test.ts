import assert from 'node:assert/strict';
import fc from 'fast-check';
import { slice } from '../../src/model/span.js';
import { type Directive, parseNginx } from '../../src/syntax/nginx.js';
import { documentOf } from './document.js';
import { plain } from './plain.js';

const nginx = (text: string, path = 'nginx.conf') => parseNginx(documentOf(path, 'nginx', text));

describe('nginx', () => {
  const reads: readonly { name: string; text: string; of: string; path?: string; args: readonly unknown[]; source?: string }[] = [
    {
      name: 'plain words',
      text: 'add_header Access-Control-Allow-Origin * always;',
      of: 'add_header',
      args: ['Access-Control-Allow-Origin', '*', 'always'],
      source: 'add_header Access-Control-Allow-Origin * always',
    },
    { name: 'quoted words', text: `add_header X "a; b # c" 'd\\'e';`, of: 'add_header', args: ['X', 'a; b # c', "d'e"] },
    { name: 'variables as unknown', text: 'add_header X $http_origin;', of: 'add_header', args: ['X', '?'] },
    {
      name: 'variables inside words',
      text: 'proxy_pass http://${host}:8080/a;',
      of: 'proxy_pass',
      args: [{ joined: ['http://', '?', ':8080/a'] }],
    },
    { name: "a regular expression's dollar", text: 'location ~ \\.php$ { deny all; }', of: 'location', args: ['~', '\\.php$'] },
    {
      name: "an image template's environment",
      text: 'listen ${PORT};',
      path: 'default.conf.template',
      of: 'listen',
      args: [{ env: 'PORT' }],
    },
    { name: 'the same elsewhere as unknown', text: 'listen ${PORT};', of: 'listen', args: ['?'] },
    {
      name: 'entries of a map',
      text: 'map $http_origin $cors { default ""; "~^https://a" $http_origin; }',
      of: '~^https://a',
      args: ['?'],
    },
    { name: 'includes', text: 'http { include /etc/nginx/conf.d/*.conf; }', of: 'include', args: ['/etc/nginx/conf.d/*.conf'] },
    {
      name: 'what follows Lua',
      text: 'location / { content_by_lua_block { if x then ngx.say("}") end -- }\n } add_header A b; }',
      of: 'add_header',
      args: ['A', 'b'],
    },
    { name: 'what follows a comment', text: '# add_header A a;\nserver { add_header B b; # C\n}', of: 'add_header', args: ['B', 'b'] },
    { name: 'a # inside a word', text: 'rewrite ^/a#b /c;', of: 'rewrite', args: ['^/a#b', '/c'] },
    { name: 'a directive without its end before a brace', text: 'server { listen 80 }', of: 'listen', args: ['80'] },
    { name: 'a directive without its end at the end', text: 'server { listen 80', of: 'listen', args: ['80'] },
    { name: 'what follows a brace too many', text: '} listen 80;', of: 'listen', args: ['80'] },
    { name: 'around template directives', text: '{% if x %}\nlisten {{ port }};\n{% endif %}', of: 'listen', args: ['?'] },
    { name: 'several lines and CRLF', text: '\uFEFFlog_format main\r\n  "a"\r\n  "b";\r\n', of: 'log_format', args: ['main', 'a', 'b'] },
  ];
  for (const { name, text, of, path, args, source } of reads)
    it(`reads ${name}`, () => {
      const found = [...nginx(text, path).directives(of)];
      assert.equal(found.length, 1);
      assert.deepEqual(found[0]?.args.map(plain), args);
      if (source !== undefined) assert.equal(found.map(({ span }) => slice(text, span))[0], source);
    });

  const text = `http {
  add_header A top;
  server {
    listen 443 ssl;
    location /api { add_header A inner; proxy_pass http://up; }
    location / { proxy_pass http://up; }
  }
}
`;

  it('keeps blocks and what is around them', () => {
    const conf = nginx(text);
    const [api, rest] = [...conf.directives('location')];
    assert.ok(api && rest);
    assert.equal(api.parent?.name, 'server');
    assert.equal(slice(text, rest.whole), 'location / { proxy_pass http://up; }');
    assert.equal(api.inside && slice(text, api.inside), ' add_header A inner; proxy_pass http://up; ');
    assert.equal(conf.inForce(api, 'add_header')?.args[1]?.text, 'inner');
    assert.equal(conf.inForce(rest, 'add_header')?.args[1]?.text, 'top');
    assert.deepEqual(
      [...conf.directives()].map(({ name }) => name),
      ['http', 'add_header', 'server', 'listen', 'location', 'add_header', 'proxy_pass', 'location', 'proxy_pass'],
    );
    assert.deepEqual(conf.problems, []);
  });

  it('says what is missing', () => {
    assert.deepEqual(
      nginx('server { listen 80 }\n}\nhttp {').problems.map(({ message }) => message),
      ["A ';' is missing after this directive.", "This '}' closes nothing.", "A '}' is missing for this block."],
    );
  });

  const check = (sample: string): void => {
    const conf = nginx(sample);
    const inside = ({ span, nameSpan, whole, args, parent }: Directive): void => {
      for (const place of [span, nameSpan, whole, ...args.map((arg) => arg.span)])
        assert.ok(place.start >= 0 && place.start <= place.end && place.end <= sample.length);
      assert.ok(!parent || (parent.whole.start <= whole.start && whole.end <= parent.whole.end));
      for (const arg of args)
        if (arg.kind === 'text' && /^[\w.-]+$/.test(arg.text))
          assert.ok(slice(sample, arg.span).includes(arg.text) || slice(sample, arg.span).includes('\\'));
    };
    for (const directive of conf.directives()) inside(directive);
  };

  it('reads anything', () => {
    const all = `${text}map $a $b { default 0; "x y" '1'; }\naccess_by_lua_block { local t = { "a" } -- c }\n}\nset $x "\${y}";\nlisten {{ p }};\n`;
    for (const whole of [all, all.replaceAll('\n', '\r\n')]) for (let end = 0; end <= whole.length; end += 1) check(whole.slice(0, end));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...new Set([...all.split(''), 'a_by_lua_block {', '${', '{{', '}}'])), { maxLength: 60 }),
        (parts) => check(parts.join('')),
      ),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), check), { numRuns: 300 });
  });

  it('reads hostile texts', () => {
    for (const hostile of [
      'a {'.repeat(50_000),
      '"'.repeat(100_001),
      '${'.repeat(50_000),
      '}'.repeat(50_000),
      'a_by_lua_block {'.repeat(20_000),
    ])
      assert.ok(nginx(hostile).top.length >= 0);
  });
});
