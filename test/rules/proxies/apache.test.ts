import { reflectedOrigin } from '../../../src/rules/cors/reflected-origin.js';
import { wildcardOrigin } from '../../../src/rules/cors/wildcard-origin.js';
import { wildcardWithCredentials } from '../../../src/rules/cors/wildcard-with-credentials.js';
import { directoryListing } from '../../../src/rules/http/directory-listing.js';
import { noBodyLimit } from '../../../src/rules/http/no-body-limit.js';
import { noRateLimit } from '../../../src/rules/http/no-rate-limit.js';
import { noSecurityHeaders } from '../../../src/rules/http/no-security-headers.js';
import { noServerTimeout } from '../../../src/rules/http/no-server-timeout.js';
import { versionDisclosed } from '../../../src/rules/http/version-disclosed.js';
import { noHttpsRedirect } from '../../../src/rules/tls/no-https-redirect.js';
import { weakProtocol } from '../../../src/rules/tls/weak-protocol.js';
import { testRule } from '../rule-tester.js';

const FLASK = 'from flask import Flask\n\napp = Flask(__name__)\n';
const vhost = (rest: string, port = '443'): string =>
  `<VirtualHost *:${port}>\n    ServerName shop.example\n    ${rest}\n    ProxyPass / http://web:8000/\n</VirtualHost>\n`;
const SECURE = vhost('SSLEngine on');

describe('Apache', () => {
  testRule(weakProtocol, {
    reports: [
      {
        name: 'all but SSL',
        file: 'apache/site.conf',
        code: vhost('SSLEngine on\n    SSLProtocol «all» -SSLv2 -SSLv3'),
        says: "'SSLProtocol' accepts TLS 1.0 and TLS 1.1",
        fixed: vhost('SSLEngine on\n    SSLProtocol -all +TLSv1.2 +TLSv1.3'),
      },
      { name: 'a list with an old one', file: 'httpd.conf', code: 'LoadModule ssl_module x.so\nSSLProtocol «TLSv1» TLSv1.2\n' },
      { name: 'towards what stands behind', file: 'sites-available/shop', code: vhost('SSLProxyProtocol «+TLSv1.1»') },
      {
        name: 'RC4',
        file: 'ssl.conf',
        code: vhost('SSLCipherSuite ECDHE-RSA-AES128-GCM-SHA256:«RC4-SHA»'),
        says: 'RC4-SHA',
      },
    ],
    accepts: [
      { name: 'all without the old ones', file: 'a.conf', code: vhost('SSLProtocol all -SSLv3 -TLSv1 -TLSv1.1') },
      { name: 'nothing but new ones', file: 'a.conf', code: vhost('SSLProtocol -all +TLSv1.2 +TLSv1.3') },
      { name: 'a comment', file: 'b.conf', code: vhost('SSLProtocol TLSv1.2\n    # SSLProtocol all') },
      { name: 'the ciphers of TLS 1.3', file: 'c.conf', code: vhost('SSLCipherSuite TLSv1.3 TLS_AES_256_GCM_SHA384') },
      { name: 'RC4 that is struck out', file: 'd.conf', code: vhost('SSLCipherSuite HIGH:!aNULL:!MD5:!RC4') },
    ],
    unknown: [{ name: 'a variable', file: 'a.conf', code: vhost('SSLProtocol ${PROTOCOLS}') }],
  });

  testRule(directoryListing, {
    reports: [
      {
        name: 'Indexes among others',
        file: 'httpd.conf',
        code: '<Directory "/var/www">\n  Options «Indexes» FollowSymLinks\n</Directory>\n',
        says: "'Options Indexes' shows the names of all files",
        fixed: '<Directory "/var/www">\n  Options FollowSymLinks\n</Directory>\n',
      },
      { name: 'Indexes alone', file: 'web/.htaccess', code: 'Options «+Indexes»\n', fixed: 'Options -Indexes\n' },
      { name: 'All', file: 'a.conf', code: '<Directory /srv>\n  Options «All»\n</Directory>\n', fixed: null },
      {
        name: 'a folder of downloads',
        file: 'a.conf',
        code: '<Directory /srv/downloads>\n  Options «Indexes»\n</Directory>\n',
        severity: 'info',
      },
    ],
    accepts: [
      { name: 'Indexes taken away', file: '.htaccess', code: 'Options -Indexes\n' },
      { name: 'a list without it', file: 'a.conf', code: '<Directory /srv>\n  Options FollowSymLinks MultiViews\n</Directory>\n' },
      { name: 'None', file: 'a.conf', code: '<Directory />\n  Options None\n</Directory>\n' },
      { name: 'what another program calls Options', file: 'tool.conf', code: '[x]\nOptions = Indexes\n' },
      { name: 'a comment', file: '.htaccess', code: 'RewriteEngine On\n# Options Indexes\n' },
    ],
  });

  testRule(versionDisclosed, {
    reports: [
      { name: 'ServerTokens Full', file: 'httpd.conf', code: '«ServerTokens Full»\n', fixed: 'ServerTokens Prod\n' },
      {
        name: 'the signature',
        file: 'a.conf',
        code: 'ServerTokens Prod\n«ServerSignature On»\n',
        fixed: 'ServerTokens Prod\nServerSignature Off\n',
      },
      { name: 'the default', file: 'a.conf', code: SECURE.replace('VirtualHost', '«VirtualHost»') },
    ],
    accepts: [
      { name: 'Prod', file: 'httpd.conf', code: 'ServerRoot "/etc/httpd"\nServerTokens Prod\nServerSignature Off\n' },
      { name: 'the word in a comment', file: 'httpd.conf', code: 'ServerTokens ProductOnly\n# ServerTokens Full\n' },
      { name: 'a vhost beside it', files: { 'a/httpd.conf': 'ServerTokens Prod\n', 'a/site.conf': SECURE } },
    ],
  });

  testRule(wildcardOrigin, {
    reports: [
      {
        name: 'a star',
        file: 'a.conf',
        code: vhost('Header set Access-Control-Allow-Origin "«*»"').replace('"«*»"', '«"*"»'),
        fixed: null,
      },
      {
        name: 'a star for all answers',
        file: '.htaccess',
        code: '<IfModule mod_headers.c>\n  Header always set Access-Control-Allow-Origin «*»\n</IfModule>\n',
      },
    ],
    accepts: [
      { name: 'one origin', file: 'a.conf', code: vhost('Header set Access-Control-Allow-Origin "https://shop.example"') },
      {
        name: 'fonts',
        file: '.htaccess',
        code: '<FilesMatch "\\.(woff2?|ttf)$">\n  Header set Access-Control-Allow-Origin "*"\n</FilesMatch>\n',
      },
      { name: 'a header of requests', file: 'a.conf', code: vhost('RequestHeader set Access-Control-Allow-Origin "*"') },
    ],
  });

  testRule(wildcardWithCredentials, {
    reports: [
      {
        name: 'every origin by a pattern',
        file: 'a.conf',
        code: vhost(
          'SetEnvIf Origin «"^(.*)$"» CORS=$1\n    Header set Access-Control-Allow-Origin "%{CORS}e" env=CORS\n    Header set Access-Control-Allow-Credentials "true"',
        ),
        severity: 'error',
      },
    ],
    accepts: [
      {
        name: 'a pattern of the own domain',
        file: 'a.conf',
        code: vhost(
          'SetEnvIf Origin "^https://[a-z]+\\.shop\\.example$" CORS=$0\n    Header set Access-Control-Allow-Origin "%{CORS}e" env=CORS\n    Header set Access-Control-Allow-Credentials "true"',
        ),
      },
    ],
  });

  testRule(reflectedOrigin, {
    reports: [{ name: 'the origin that asks', file: 'a.conf', code: vhost('Header set Access-Control-Allow-Origin «"%{HTTP_ORIGIN}e"»') }],
    accepts: [{ name: 'one origin', file: 'a.conf', code: vhost('Header set Access-Control-Allow-Origin "https://shop.example"') }],
    unknown: [{ name: 'another variable', file: 'a.conf', code: vhost('Header set Access-Control-Allow-Origin "%{ALLOWED}e"') }],
  });

  testRule(noHttpsRedirect, {
    reports: [
      {
        name: 'two virtual hosts of one name',
        file: 'a.conf',
        code: `«<VirtualHost *:80>»\n  ServerName shop.example\n  DocumentRoot /srv\n</VirtualHost>\n${SECURE}`.replace(
          '«<VirtualHost *:80>»',
          '<«VirtualHost *:80»>',
        ),
        says: "'shop.example' is served over plain HTTP beside HTTPS",
      },
    ],
    accepts: [
      { name: 'Redirect', file: 'a.conf', code: `${vhost('Redirect permanent / https://shop.example/', '80')}${SECURE}` },
      {
        name: 'a rewrite',
        file: 'a.conf',
        code: `${vhost('RewriteEngine On\n    RewriteCond %{HTTPS} off\n    RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [L,R=301]', '80')}${SECURE}`,
      },
      {
        name: 'a rewrite of certbot',
        file: 'a.conf',
        code: `${vhost('RewriteEngine on\n    RewriteCond %{SERVER_NAME} =shop.example\n    RewriteRule ^ https://%{SERVER_NAME}%{REQUEST_URI} [END,NE,R=permanent]', '80')}${SECURE}`,
      },
      {
        name: "a folder's own file",
        file: 'public/.htaccess',
        code: 'RewriteEngine On\nRewriteCond %{HTTPS} !=on\nRewriteRule ^(.*)$ https://%{HTTP_HOST}/$1 [R=301,L]\n',
      },
    ],
    unknown: [
      { name: 'no server with TLS', file: 'a.conf', code: vhost('', '80') },
      { name: 'another name', file: 'a.conf', code: `${vhost('', '80').replace('shop.example', 'other.example')}${SECURE}` },
      {
        name: 'a rewrite for one host',
        file: 'a.conf',
        code: `${vhost('RewriteCond %{HTTP_HOST} ^www\n    RewriteRule ^ https://shop.example%{REQUEST_URI}', '80')}${SECURE}`,
      },
    ],
  });

  testRule(noSecurityHeaders, {
    reports: [
      { name: 'a proxy without any', files: { 'web/main.py': FLASK, 'apache/site.conf': SECURE.replace('VirtualHost', '«VirtualHost»') } },
    ],
    accepts: [
      {
        name: 'headers for all',
        files: {
          'web/main.py': FLASK,
          'apache/site.conf': vhost(
            'Header always set X-Content-Type-Options nosniff\n    Header always set Strict-Transport-Security "max-age=63072000"\n    Header always set Content-Security-Policy "default-src \'self\'"\n    SSLEngine on',
          ),
        },
      },
    ],
    unknown: [
      { name: 'a file that is taken in', files: { 'web/main.py': FLASK, 'apache/site.conf': vhost('Include /etc/apache2/headers.conf') } },
      {
        name: 'a condition',
        files: { 'web/main.py': FLASK, 'apache/site.conf': vhost('Header set X-Content-Type-Options nosniff env=X') },
      },
    ],
  });

  testRule(noRateLimit, {
    reports: [
      { name: 'a proxy without one', files: { 'web/main.py': FLASK, 'apache/site.conf': SECURE.replace('VirtualHost', '«VirtualHost»') } },
    ],
    accepts: [{ name: 'mod_evasive', files: { 'web/main.py': FLASK, 'apache/site.conf': vhost('DOSPageCount 5') } }],
    unknown: [{ name: 'ModSecurity', files: { 'web/main.py': FLASK, 'apache/site.conf': vhost('SecRuleEngine On') } }],
  });

  testRule(noBodyLimit, {
    reports: [{ name: 'a limit switched off', files: { 'web/main.py': FLASK, 'apache/site.conf': vhost('«LimitRequestBody 0»') } }],
    accepts: [
      { name: 'a limit', files: { 'web/main.py': FLASK, 'apache/site.conf': vhost('LimitRequestBody 10485760') } },
      { name: "Apache's own", files: { 'web/main.py': FLASK, 'apache/site.conf': SECURE } },
    ],
  });

  testRule(noServerTimeout, {
    reports: [{ name: 'no limit for headers', file: 'a.conf', code: vhost('RequestReadTimeout «header=0» body=30') }],
    accepts: [{ name: 'a limit', file: 'a.conf', code: vhost('RequestReadTimeout header=20-40,MinRate=500 body=20') }],
  });
});
