export async function explain(_o: any, _c: any): Promise<void> {}
