import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { RoomsController } from './rooms.controller';

@Module({ controllers: [HealthController, RoomsController] })
export class AppModule {}
