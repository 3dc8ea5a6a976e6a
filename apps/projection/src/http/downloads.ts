import { applyDecorators, Header } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { attachmentNamed, contentLanguage, type Language } from '@redress/platform';
import type { FastifyReply } from 'fastify';
import { wordsOf } from '../documents/words';

/** The kinds of files that are given out, as the words know them. */
export type DocumentName = 'form' | 'report' | 'monthly' | 'list';

/** What a file is of, and how it is written. */
export interface Download {
  readonly name: DocumentName;
  /** The complaint's number, or the period. */
  readonly number: string;
  readonly language: Language;
  readonly type: string;
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'text/csv; charset=utf-8': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

/** A file to be saved: its name in plain letters, and in those of its language (RFC 6266, RFC 8187). */
export const attachment = ({ name, number, language, type }: Download): string => {
  const ending = endings[type] ?? 'bin';
  const plain = `${wordsOf('en')[name].file}-${number}.${ending}`;
  const own = `${wordsOf(language)[name].file}-${number}.${ending}`;
  return attachmentNamed(plain, own);
};

/** Says of an answer that it is a file, which, and in which language; by then nothing may fail any more. */
export const attach = (reply: FastifyReply, download: Download): void => {
  reply
    .header('content-type', download.type)
    .header('content-disposition', attachment(download))
    .header('content-language', contentLanguage[download.language]);
};

/** Documents a route whose answer is a file of one of these types, and in which language it comes. */
export const ApiDocument = (...types: string[]): MethodDecorator =>
  applyDecorators(
    Header('vary', 'Accept-Language'),
    ApiHeader({ name: 'Accept-Language', required: false, description: 'Chinese, unless English is asked for' }),
    ApiProduces(...types),
    ApiOkResponse({
      description: 'A file to be saved',
      headers: { 'Content-Disposition': { description: 'Names the file', schema: { type: 'string' } } },
      content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
    }),
  );
