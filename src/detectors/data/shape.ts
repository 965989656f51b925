export { shapeOf } from '../../model/map-shape.js';
