import type { Clue } from './clues.js';

/** Work beside answering requests, and calls to others. */
export const workClues: readonly Clue[] = [
  {
    condition: 'background-jobs',
    words: 'jobs in the background',
    in: 'python',
    pattern:
      /@(?:shared_task|celery\.task|app\.task|dramatiq\.actor|huey\.(?:periodic_)?task|job\(|repeat_every)\b|\bCelery\(|\b(?:Background|AsyncIO|Blocking)Scheduler\(|\bWorkerSettings\b|\bdjango_q\b|\bprocrastinate\b/,
  },
  {
    condition: 'background-jobs',
    words: 'jobs in the background',
    in: 'javascript',
    pattern:
      /\bnew (?:Worker|Queue|Agenda|CronJob|PgBoss|Bree)\(['"({]|\bcron\.schedule\(|\bschedule\.scheduleJob\(|@Cron\(|@Processor\(|\bScheduleModule\.forRoot\(|\binngest\.createFunction\(/,
  },
  {
    condition: 'background-jobs',
    words: 'jobs in the background',
    in: 'go',
    pattern:
      /"(?:github\.com\/(?:robfig\/cron(?:\/v\d)?|hibiken\/asynq|go-co-op\/gocron(?:\/v\d)?|riverqueue\/river|gocraft\/work)|go\.temporal\.io\/sdk\/\w{1,20})"|"[\w./-]{1,60}\/cron"|\btime\.NewTicker\(/,
  },
  {
    condition: 'background-jobs',
    words: 'jobs in the background',
    in: 'java',
    pattern: /@Scheduled\b|@EnableScheduling\b|\borg\.quartz\b|@EnableBatchProcessing\b|@KafkaListener\b|@RabbitListener\b|\bjobrunr\b/,
  },
  { condition: 'background-jobs', words: 'a CronJob', in: 'yaml', pattern: /^kind:\s{1,4}["']?CronJob\b/m, confidence: 'sure' },
  {
    condition: 'background-jobs',
    words: 'a worker',
    in: ['yaml', 'other'],
    pattern: /\bcelery\s[^\n]{0,80}\b(?:worker|beat)\b|\brq worker\b|\bdramatiq \w|\bsidekiq\b|\bqueue:work\b/,
  },

  {
    condition: 'service',
    words: 'a workload that keeps running',
    in: 'yaml',
    pattern: /^kind:\s{1,4}["']?(?:Deployment|StatefulSet|DaemonSet|DeploymentConfig|Rollout)\b/m,
    confidence: 'sure',
  },
  {
    condition: 'service',
    words: 'a process that keeps running',
    in: 'other',
    files: /(?:^|\/)Procfile$/,
    pattern: /^(?:web|worker|\w{1,30}worker|\w{1,30}server|clock|beat|scheduler):/m,
    confidence: 'sure',
  },
  {
    condition: 'service',
    words: 'a server',
    in: 'go',
    pattern: /\bgrpc\.NewServer\(|\bfasthttp\.ListenAndServe\(|\bfiber\.New\(|\bnet\.Listen\("tcp/,
  },
  {
    condition: 'service',
    words: 'a server',
    in: 'python',
    pattern: /\bgrpc\.(?:aio\.)?server\(|\basyncio\.start_server\(|\bsocketserver\.|\bHTTPServer\(|\bweb\.run_app\(|\bKafkaConsumer\(/,
  },
  {
    condition: 'service',
    words: 'a server',
    in: 'javascript',
    pattern: /\bnet\.createServer\(|\bnew grpc\.Server\(|\bnew WebSocketServer\(|\bBun\.serve\(|\bDeno\.serve\(|\bnew ApolloServer\(/,
  },

  {
    condition: 'external-api',
    words: 'a call to another service',
    in: 'go',
    pattern:
      /\bhttp\.(?:Get|Post|PostForm|Head)\(|\bhttp\.NewRequest(?:WithContext)?\(|"github\.com\/(?:go-resty\/resty|stripe\/stripe-go|aws\/aws-sdk-go|sashabaranov\/go-openai|slack-go\/slack)/,
  },
  {
    condition: 'external-api',
    words: 'a call to another service',
    in: 'java',
    pattern: /\bRestTemplate\b|\bWebClient\b|\bRestClient\b|@FeignClient\b|\bOkHttpClient\b|\bHttpClient\.new(?:Builder|HttpClient)\(/,
  },
  {
    condition: 'external-api',
    words: 'a call to another service',
    in: 'python',
    pattern:
      /\b(?:requests|httpx|session|client)\.(?:get|post|put|patch|delete|request)\(\s{0,40}f?["']https?:\/\/(?!localhost|127\.)|\burlopen\(|\bsmtplib\./,
  },
  {
    condition: 'external-api',
    words: 'a call to another service',
    in: 'javascript',
    pattern:
      /\bfetch\(\s{0,40}['"`]https?:\/\/(?!localhost|127\.)|\baxios(?:\.\w{3,7})?\(\s{0,40}['"`]https?:\/\/(?!localhost|127\.)|['"](?:stripe|openai|@anthropic-ai\/sdk|nodemailer|twilio|resend|@octokit\/rest)['"]/,
  },

  {
    condition: 'costly-operations',
    words: 'a document or picture that is generated',
    in: 'python',
    pattern: /\b(?:weasyprint|reportlab|xhtml2pdf|pdfkit|openpyxl|xlsxwriter|pypandoc|ffmpeg|whisper|moviepy)\b/,
  },
  {
    condition: 'costly-operations',
    words: 'a document or picture that is generated',
    in: 'javascript',
    pattern: /['"](?:puppeteer(?:-core)?|pdfkit|pdf-lib|exceljs|fluent-ffmpeg|jspdf|@sparticuz\/chromium|archiver)['"]/,
  },
  {
    condition: 'costly-operations',
    words: 'text that a model generates',
    in: 'python',
    pattern:
      /\.(?:chat\.completions|messages|responses|embeddings)\.create\(|^(?:from|import) (?:langchain\w{0,20}|transformers|llama_index|sentence_transformers)\b/m,
  },
  {
    condition: 'costly-operations',
    words: 'text that a model generates',
    in: 'javascript',
    pattern: /\.(?:chat\.completions|messages|embeddings)\.create\(|\b(?:generateText|streamText|generateObject)\(/,
  },
  {
    condition: 'costly-operations',
    words: 'a function that exports, imports or generates',
    in: 'python',
    pattern:
      /\bdef (?:export|generate|build|render|bulk|reindex|rebuild)_\w{0,30}(?:report|pdf|csv|xlsx|archive|zip|index|export|invoice|data|all|backup|import|thumbnails?)\w{0,20}\(/,
  },
  {
    condition: 'costly-operations',
    words: 'a function that exports, imports or generates',
    in: ['javascript', 'go', 'java'],
    pattern:
      /\b(?:export|generate|build|render|bulk|reindex|rebuild|Export|Generate|Build|Render|Bulk|Reindex|Rebuild)(?:All|Data|Report|Pdf|PDF|Csv|CSV|Xlsx|Archive|Zip|Index|Invoice|Import|Users|Backup|Thumbnails?)\w{0,20}\(/,
  },
];
