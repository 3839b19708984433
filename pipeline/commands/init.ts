export async function init(_o: any, _c: any): Promise<void> {}
