import type { LocalText } from '@redress/contracts';

const format = (locale: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short', hour12: false });

const formats = { zh: format('zh-CN'), en: format('en-GB') };

/** What happens next with a complaint, and by when; the instant is told in the site's own time. */
export const nextSteps = (acceptBy: string): LocalText => {
  const instant = new Date(acceptBy);
  return {
    zh: `我们已登记您的投诉，将进行初步核实，并在${formats.zh.format(instant)}（北京时间）前告知您是否受理。您可以用投诉编号和查询码随时查看进展。`,
    en: `Your complaint is registered. It is verified first; by ${formats.en.format(instant)} (Beijing time) you are told whether it is accepted. With its number and the tracking token you can follow it at any time.`,
  };
};
