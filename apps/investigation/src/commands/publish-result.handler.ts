import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PublishedText } from '@redress/case';
import type { CommandMeta, Committed } from '@redress/command-handling';
import { CaseFiles } from './case-file';
import { Publications } from './publications';

/** Makes public how a complaint was handled. */
export class PublishResultRequest extends Command<Committed> {
  constructor(
    readonly complaintId: string,
    readonly said: PublishedText,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(PublishResultRequest)
export class PublishResultHandler implements ICommandHandler<PublishResultRequest> {
  constructor(
    private readonly files: CaseFiles,
    private readonly publications: Publications,
  ) {}

  async execute({ complaintId, said: { title, text }, meta }: PublishResultRequest): Promise<Committed> {
    const file = await this.files.open(complaintId, meta);
    await this.publications.assertAnonymous(file, { title, text });
    const result = await this.publications.toldOf(file);
    const { category } = file.graded;
    const about = { ...result, ...(category !== undefined && { category }) };
    const data = { complaintId, title, text, ...about, at: meta.occurredAt, by: meta.actor };
    return this.publications.commit(file, { type: 'PublishResult', data }, meta);
  }
}
