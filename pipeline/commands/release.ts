export async function release(_o: any, _c: any): Promise<void> {}
