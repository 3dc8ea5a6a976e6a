import { Body, Controller, Post } from '@nestjs/common';
import { Public } from '@redress/platform';
import { SampleDto } from './sample-body';

/** Takes a body, and does nothing with it but answer: the same for all servers. */
@Controller('sample')
export class SampleController {
  @Post()
  @Public()
  take(@Body() body: SampleDto): { readonly people: number } {
    return { people: body.people };
  }
}
