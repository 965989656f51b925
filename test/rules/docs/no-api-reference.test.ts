import { noApiReference } from '../../../src/rules/docs/no-api-reference.js';
import { testRule } from '../rule-tester.js';
import { MANIFEST, SERVICE, WORDS } from './samples.js';

const API =
  "import express from 'express';\nconst app = express();\napp.get('/api/orders', (req, res) => res.json([]));\napp.listen(3000);\n";

testRule(noApiReference, {
  reports: [{ name: 'routes of an API that nothing describes', files: { 'package.json': '«»{ "name": "shop" }', 'server.js': API } }],
  accepts: [
    {
      name: 'what a service says of itself, beside its image in another folder',
      files: {
        'b/pyproject.toml': MANIFEST,
        'b/main.py': SERVICE['main.py'],
        'docker/Dockerfile': 'FROM python:3.13\nCOPY b b\nCMD ["uvicorn", "b.main:app"]\n',
      },
    },
    {
      name: 'a document in the form of OpenAPI',
      files: { 'server.js': API, 'docs/openapi.yaml': 'openapi: 3.1.0\npaths:\n  /api/orders:\n    get: {}\n' },
    },
    { name: 'one in JSON', files: { 'server.js': API, 'public/openapi.json': '{ "openapi": "3.0.1", "paths": { "/api/orders": {} } }' } },
    { name: 'FastAPI, which writes it', files: { ...SERVICE } },
    { name: 'a document for people', files: { 'server.js': API, 'docs/api.md': `# API\n\n${WORDS}` } },
    {
      name: 'a generator',
      files: { 'package.json': '{}', 'server.js': `${API}import swaggerJsdoc from 'swagger-jsdoc';\nswaggerJsdoc({});\n` },
    },
  ],
  unknown: [
    {
      name: 'FastAPI that is told not to, with pages only',
      files: { 'main.py': 'from fastapi import FastAPI\n\napp = FastAPI(openapi_url=None)\n' },
    },
    { name: 'a schema of GraphQL', files: { 'server.js': API, 'schema.graphql': 'type Query {\n  orders: [Order]\n}\n' } },
    { name: 'an application of pages', files: { 'server.js': API.replace('/api/orders', '/orders') } },
    {
      name: 'what one service says of itself, beside one in another language',
      files: {
        'b/pyproject.toml': MANIFEST,
        'b/main.py': SERVICE['main.py'],
        'a/Dockerfile': 'FROM ruby:3.4\nCOPY . .\nCMD ["puma"]\n',
        'a/app.rb': 'require "sinatra"\n',
      },
    },
    {
      name: 'what one of two services says of itself',
      files: { 'a/package.json': '{ "name": "a" }', 'a/server.js': API, 'b/pyproject.toml': MANIFEST, 'b/main.py': SERVICE['main.py'] },
    },
  ],
});
