import { ApiHeader } from '@nestjs/swagger';

/** Documents the header that makes a repeated request the same command (decisions.md 18). */
export const IdempotencyKey = (): MethodDecorator & ClassDecorator =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      '1 to 120 visible ASCII characters. The same key and body give the same answer; another body is a 422.',
    schema: { type: 'string', minLength: 1, maxLength: 120 },
  });
