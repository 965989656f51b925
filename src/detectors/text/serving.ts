import { AskedPath, ServesSsh } from '../../facts/serving.js';
import { detector } from '../detector.js';

// https://pkg.go.dev/golang.org/x/crypto/ssh https://github.com/mscdex/ssh2 https://docs.paramiko.org/ https://asyncssh.readthedocs.io/ https://mina.apache.org/sshd-project/
const SSH_SERVER =
  /\bssh\.NewServerConn\(|\bgliderlabs\/ssh"|\bcharmbracelet\/(?:wish|ssh)"|\bnew ssh2\.Server\(|\bparamiko\.ServerInterface\b|\basyncssh\.(?:listen|create_server)\(|\borg\.apache\.sshd\.server\./;

/** Servers of SSH that the code itself is. */
export const sshServers = detector({
  framework: 'SSH',
  format: 'text',
  files: /\.(?:py|[cm]?[jt]s|go|java)$/,
  mentions: /ssh/,

  *facts({ document }) {
    const found = SSH_SERVER.exec(document.text);
    if (found) yield ServesSsh({ span: { start: found.index, end: found.index + found[0].length } }, {});
  },
});

const OWN_MACHINE =
  /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::[\w${}:-]{1,60})?(\/[\w./-]{0,100})?(?=["'`\s?#)|;&]|$)/gim;

/** Scripts that are named for the health that they check. */
export const healthScripts = detector({
  framework: 'Health checks',
  format: 'text',
  files: /(?:^|\/)(?:docker[-_])?health[-_]?check(?:er)?(?:\.(?:sh|bash|py|[cm]?[jt]s))?$/i,
  mentions: /https?:\/\//i,

  *facts({ document }) {
    for (const { 0: url, 1: path = '/', index } of document.text.matchAll(OWN_MACHINE))
      yield AskedPath({ span: { start: index, end: index + url.length } }, { path });
  },
});
