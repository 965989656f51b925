import { Router } from 'express';

export const catalogue = Router();

catalogue.get('/', (_request, response) => {
  response.json([]);
});
