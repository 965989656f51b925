import { ServerTimeout } from '../../facts/proxy.js';
import { addImport } from '../../edits/imports.js';
import { code, rule, suggestion } from '../../model/rule.js';

export const noServerTimeout = rule({
  id: 'http/no-server-timeout',
  shape: 'absent',
  severity: 'warning',
  title: 'A server waits for clients without end',
  message: {
    none: "'{server}' waits without end for a request's headers: a few clients that send slowly hold all its connections. Set '{setting}'.",
    never: "'{setting}' lets {server} wait without end: one request that hangs holds its worker or connection for good. Set a limit.",
  },
  holds: 'Servers give up on clients that do not send',
  why: `A client that sends one byte a minute costs nothing and holds a connection with its memory. Some hundred of them, from one laptop, keep everybody
    else out (Slowloris); so does a dependency that never answers.`,
  references: [
    'https://cwe.mitre.org/data/definitions/400.html',
    'https://blog.cloudflare.com/the-complete-guide-to-golang-net-http-timeouts/',
  ],
  security: 5.3,
  about: ServerTimeout,

  *check(timeout, { document, problem, evidence, unknown }) {
    const { server, setting, state, slot } = timeout;
    switch (state) {
      case 'set':
        yield evidence(timeout, setting);
        return;
      case 'unknown':
        yield unknown(timeout);
        return;
      case 'never':
        yield problem({ say: 'never', at: timeout, words: { setting, server }, subject: setting });
        return;
      case 'none':
        yield problem({
          say: 'none',
          at: timeout,
          words: { setting, server },
          subject: server,
          fixes: () =>
            slot
              ? suggestion("Add 'ReadHeaderTimeout: 10 * time.Second'", [
                  { span: slot.span, text: slot.text },
                  ...(addImport(document, 'time') ?? []),
                ])
              : [],
        });
    }
  },

  examples: [
    {
      file: 'main.go',
      bad: code`
        package main

        import "net/http"

        func main() {
        	server := &http.Server{Addr: ":8080"}
        	server.ListenAndServe()
        }
      `,
      good: code`
        package main

        import (
        	"net/http"
        	"time"
        )

        func main() {
        	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: 10 * time.Second}
        	server.ListenAndServe()
        }
      `,
    },
  ],
});
