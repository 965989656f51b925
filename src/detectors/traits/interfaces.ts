import type { Clue } from './clues.js';

/** What others see of a product: data, pages, files. */
export const interfaceClues: readonly Clue[] = [
  {
    condition: 'api-docs',
    words: 'answers in JSON',
    in: 'python',
    pattern:
      /\bFastAPI\(|\bJsonResponse\(|\bjsonify\(|\brest_framework\b|\bNinjaAPI\(|\bJSONResponse\(|\bflask_restful\b|\bLitestar\(|\bflask_restx\b|\bflask_smorest\b/,
  },
  {
    condition: 'api-docs',
    words: 'answers in JSON',
    in: 'javascript',
    pattern:
      /\b(?:res|response|reply|ctx|c)\.(?:status\([^)\n]{1,40}\)\.)?json\((?!\))|\bNextResponse\.json\(|\bResponse\.json\(|@RestController\b|@Controller\(|\bctx\.body\s{0,2}=|\bcreateTRPCRouter\b|\binitTRPC\b|\bfastify\(|\bFastify\(|\bdefineEventHandler\(/,
  },
  {
    condition: 'api-docs',
    words: 'answers in JSON',
    in: 'go',
    pattern:
      /\bc(?:tx)?\.JSON\(|\brender\.JSON\(|\bjson\.NewEncoder\(w\b|"connectrpc\.com\/connect"|"google\.golang\.org\/grpc"|\bhumachi?\.New\(|\bRegister\w{1,60}Server\(/,
  },
  {
    condition: 'api-docs',
    words: 'answers in JSON',
    in: 'java',
    pattern: /@RestController\b|@ResponseBody\b|@Produces\(|\bResponseEntity</,
  },

  {
    condition: 'frontend',
    words: 'pages made from templates',
    in: 'python',
    pattern:
      /\brender_template\(|\bTemplateResponse\(|\bJinja2Templates\(|\bdjango\.template\.backends\b|^import (?:streamlit|gradio|dash)\b|\bTemplateView\b/m,
  },
  {
    condition: 'frontend',
    words: 'pages made from templates',
    in: 'javascript',
    pattern: /\b(?:res|reply)\.(?:render|view)\(|\bset\(['"]view engine['"]/,
  },
  {
    condition: 'frontend',
    words: 'pages made from templates',
    in: 'go',
    pattern: /"html\/template"|\bLoadHTMLGlob\(|"github\.com\/a-h\/templ"/,
  },
  {
    condition: 'frontend',
    words: 'pages made from templates',
    in: 'java',
    pattern: /\bModelAndView\b|org\.springframework\.ui\.Model\b|org\.thymeleaf\b/,
  },

  {
    condition: 'static-assets',
    words: 'static files',
    in: 'python',
    pattern: /\bStaticFiles\(|\bSTATIC_URL\b|\bstatic_folder\s{0,2}=|\bsend_from_directory\(|\bMEDIA_URL\b|\bwhitenoise\b/,
  },
  {
    condition: 'static-assets',
    words: 'static files',
    in: 'javascript',
    pattern: /\bexpress\.static\(|\bserveStatic\(|['"](?:@fastify\/static|koa-static|serve-static|@nestjs\/serve-static|sirv)['"]/,
  },
  {
    condition: 'static-assets',
    words: 'static files',
    in: 'go',
    pattern: /\bhttp\.FileServer(?:FS)?\(|\.Static(?:FS|File)?\("|\bmiddleware\.Static(?:WithConfig)?\(/,
  },
  { condition: 'static-assets', words: 'static files', in: 'java', pattern: /\baddResourceHandlers?\(/ },
];
