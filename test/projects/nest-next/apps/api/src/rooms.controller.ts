import { Controller, Get, Param } from '@nestjs/common';

@Controller('rooms')
export class RoomsController {
  @Get(':id')
  room(@Param('id') id: string) {
    return { id };
  }
}
