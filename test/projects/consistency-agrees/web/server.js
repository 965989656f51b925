import express from 'express';

const app = express();

app.get('/health', (request, response) => {
  response.send('ok');
});

app.get('/metrics', (request, response) => {
  response.send(rendered());
});

app.listen(3000);
