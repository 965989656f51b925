import { Router } from 'express';

export const orders = Router();

orders.get('/', (request, response) => response.json([]));
orders.post('/', (request, response) => response.status(201).end());
orders.get('/:id', (request, response) => response.json({ id: request.params.id }));
