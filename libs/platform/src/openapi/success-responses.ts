import { HttpStatus, RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA } from '@nestjs/common/constants';
import { ApiResponse } from '@nestjs/swagger';

type MethodDescription = Readonly<Record<string, unknown>> & { readonly type?: unknown };
type ControllerFile = readonly [
  Promise<Record<string, unknown>> | Record<string, unknown>,
  Readonly<Record<string, Readonly<Record<string, MethodDescription>>>>,
];

const statusOf = (handler: object): number => {
  const own: unknown = Reflect.getMetadata(HTTP_CODE_METADATA, handler);
  if (typeof own === 'number') return own;
  return Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.POST ? HttpStatus.CREATED : HttpStatus.OK;
};

const descriptions: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Taken',
  204: 'Done; there is nothing to say',
};

const describe = (prototype: object, name: string, { type }: MethodDescription): void => {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  const handler: unknown = descriptor?.value;
  if (!descriptor || typeof handler !== 'function') return;
  const answer =
    type === undefined
      ? {}
      : { type: type as Parameters<typeof ApiResponse>[0] extends { type?: infer T } ? T : never };
  const status = statusOf(handler);
  const documented = (Reflect.getMetadata('swagger/apiResponse', handler) ?? {}) as Record<
    string,
    { description?: string }
  >;
  const text = documented[status]?.description ? '' : (descriptions[status] ?? 'Done');
  ApiResponse({ status, description: text, ...answer })(prototype, name, descriptor);
};

/** Gives every route its success answer: @nestjs/swagger leaves it out as soon as a route documents a problem. */
export const addSuccessResponses = async (metadata: Record<string, unknown>): Promise<void> => {
  const { controllers = [] } = (metadata['@nestjs/swagger'] ?? {}) as { controllers?: readonly ControllerFile[] };
  for (const [file, classes] of controllers) {
    const exported = await file;
    for (const [name, methods] of Object.entries(classes)) {
      const controller = exported[name];
      if (typeof controller !== 'function') continue;
      for (const [method, description] of Object.entries(methods))
        describe(controller.prototype as object, method, description);
    }
  }
};
