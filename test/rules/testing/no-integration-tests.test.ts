import { noIntegrationTests } from '../../../src/rules/testing/no-integration-tests.js';
import { testRule } from '../rule-tester.js';

const fastapi = {
  'requirements.txt': 'fastapi==0.121.0\n',
  'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/orders")\ndef orders():\n    return []\n',
};
const express = {
  'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "5.1.0" } }\n',
  'server.js':
    "import express from 'express';\n\nexport const app = express();\napp.get('/orders', (request, response) => response.json([]));\napp.listen(3000);\n",
};
const gin = {
  'go.mod': 'module example.com/shop\n\nrequire github.com/gin-gonic/gin v1.11.0\n',
  'main.go':
    'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() {\n\tr := gin.Default()\n\tr.GET("/orders", func(c *gin.Context) { c.JSON(200, nil) })\n\tr.Run()\n}\n',
};
const unit = 'from main import orders\n\n\ndef test_orders():\n    assert orders() == []\n';
const at = (file: string, text: string, beside: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...beside,
  [file]: text,
});

testRule(noIntegrationTests, {
  reports: [
    {
      name: 'a collection of requests that checks no answer',
      files: {
        ...fastapi,
        'requirements.txt': '«»fastapi==0.121.0\n',
        'tests/test_total.py': 'def test_total():\n    assert True\n',
        'Shop.postman_collection.json': '{ "info": { "name": "Shop" }, "item": [{ "name": "orders", "request": { "method": "GET" } }] }\n',
      },
    },
    {
      name: 'an application without tests',
      files: { ...fastapi, 'requirements.txt': '«»fastapi==0.121.0\n' },
      says: 'FastAPI',
      severity: 'warning',
    },
    { name: 'one unit test', files: { ...fastapi, 'requirements.txt': '«»fastapi==0.121.0\n', 'tests/test_orders.py': unit } },
    {
      name: 'several unit tests',
      files: { ...fastapi, 'requirements.txt': '«»fastapi==0.121.0\n', 'tests/test_orders.py': unit, 'tests/test_users.py': unit },
      says: 'The 2 files of tests',
    },
    {
      name: 'a test of a client against a server that it makes up',
      files: {
        ...gin,
        'go.mod': `«»${gin['go.mod']}`,
        'client_test.go':
          'package main\n\nfunc TestClient(t *testing.T) {\n\ts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {}))\n\t_ = s\n}\n',
      },
    },
    {
      name: 'an application beside another one that is asked',
      files: {
        ...Object.fromEntries(Object.entries(fastapi).map(([path, text]) => [`api/${path}`, text])),
        'api/tests/test_api.py': 'from fastapi.testclient import TestClient\n\n\ndef test_a():\n    TestClient(app).get("/orders")\n',
        ...Object.fromEntries(Object.entries(express).map(([path, text]) => [`web/${path}`, path === 'package.json' ? `«»${text}` : text])),
      },
      says: "in 'web'",
    },
  ],
  accepts: [
    {
      name: "Starlette's client",
      files: at(
        'tests/test_api.py',
        'from fastapi.testclient import TestClient\nfrom main import app\n\n\ndef test_a():\n    assert TestClient(app).get("/orders")\n',
        fastapi,
      ),
    },
    {
      name: 'a client that conftest.py makes for all',
      files: {
        ...at(
          'tests/conftest.py',
          'import httpx\n\n\ndef client(app):\n    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app))\n',
          fastapi,
        ),
        'tests/test_a.py': 'def test_a(client):\n    assert client\n',
      },
    },
    {
      name: 'supertest',
      files: at(
        'test/orders.test.js',
        "import request from 'supertest';\nimport { app } from '../server.js';\n\ntest('orders', () => request(app).get('/orders').expect(200));\n",
        express,
      ),
    },
    {
      name: 'a recorder of httptest',
      files: at(
        'main_test.go',
        'package main\n\nfunc TestOrders(t *testing.T) {\n\tw := httptest.NewRecorder()\n\trouter().ServeHTTP(w, httptest.NewRequest("GET", "/orders", nil))\n}\n',
        gin,
      ),
    },
    { name: 'tests that say so by their folder', files: at('tests/integration/test_orders.py', unit, fastapi) },
    {
      name: 'Playwright in a folder of its own',
      files: {
        ...Object.fromEntries(Object.entries(express).map(([path, text]) => [`web/${path}`, text])),
        'e2e/orders.spec.ts':
          "import { test } from '@playwright/test';\n\ntest('orders', async ({ page }) => { await page.goto('/'); });\n",
      },
    },
    {
      name: 'MockMvc',
      files: {
        'pom.xml':
          '<project>\n<artifactId>shop</artifactId>\n<dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies>\n</project>\n',
        'src/main/java/shop/Orders.java':
          'package shop;\n\nimport org.springframework.web.bind.annotation.*;\n\n@RestController\nclass Orders {\n  @GetMapping("/orders")\n  String all() { return ""; }\n}\n',
        'src/test/java/shop/OrdersTest.java':
          'package shop;\n\n@WebMvcTest\nclass OrdersTest {\n  @Test\n  void all() throws Exception { mvc.perform(get("/orders")).andExpect(status().isOk()); }\n}\n',
      },
    },
  ],
  unknown: [
    {
      name: 'code that serves nothing',
      files: { 'pyproject.toml': '[project]\nname = "shop"\n', 'shop/orders.py': 'def total(orders):\n    return sum(orders)\n' },
    },
    {
      name: 'browser tests beside two applications, which could ask either',
      files: {
        ...Object.fromEntries(Object.entries(fastapi).map(([path, text]) => [`api/${path}`, text])),
        ...Object.fromEntries(Object.entries(express).map(([path, text]) => [`web/${path}`, text])),
        'e2e/orders.spec.ts':
          "import { test } from '@playwright/test';\n\ntest('orders', async ({ page }) => { await page.goto('/'); });\n",
      },
    },
  ],
});
