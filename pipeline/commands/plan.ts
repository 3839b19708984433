export async function plan(_o: any, _c: any): Promise<void> {}
