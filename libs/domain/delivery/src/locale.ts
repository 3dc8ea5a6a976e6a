/** Languages of the product. */
export type Locale = 'zh-CN' | 'en';
