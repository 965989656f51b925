export async function GET() {
  const rooms = await fetch(`${process.env.API}/api/rooms`);
  return Response.json(await rooms.json());
}
