import cors from 'cors';
import express from 'express';
import { catalogue } from './catalogue';

const app = express();

app.use(cors());
app.use('/catalogue', catalogue);
app.get('/healthz', (_request, response) => {
  response.send('ok');
});

app.listen(Number(process.env.PORT ?? 3000));
