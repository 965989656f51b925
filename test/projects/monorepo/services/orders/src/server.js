import cors from 'cors';
import express from 'express';
import { orders } from './orders.js';

const app = express();
app.use(cors({ origin: 'https://shop.example' }));
app.use('/orders', orders);
app.listen(process.env.PORT ?? 3000);
